"""Short requests that name an application and its parts."""
