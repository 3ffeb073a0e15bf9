"""Schedules of signed decisions as plain data: lines, what bounds them, their faults, differences and Excel file."""
