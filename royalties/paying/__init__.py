"""What a payout would pay and withhold, and what keeps it from being sent: worked out in memory, nothing written."""
