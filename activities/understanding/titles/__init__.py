"""What an application is called."""
