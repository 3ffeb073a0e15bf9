"""Pure calculation: frozen dataclasses in and out, days passed in, no Django."""
