"""How applications are served: instances that are up and well, and the way of visitors to them."""
