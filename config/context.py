"""What every page knows."""


def menu(request):
    """This will list the pages that the account may open."""
    return {"menu": []}
