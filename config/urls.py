"""Where every address leads; apps declare their own, this only includes them."""

urlpatterns = []
