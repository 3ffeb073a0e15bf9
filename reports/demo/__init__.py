"""The demo province: units flagged as demo, an account for each role, and a month of real items by invented people."""
