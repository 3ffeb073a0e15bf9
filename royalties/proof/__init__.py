"""The proof of a frozen sheet: what it said as one text under a MAC, and how anyone with the key checks it again."""
