"""Looking after what runs on a host: findings, healing, and what becomes an alert."""
