"""Every side effect, one package per capability."""
