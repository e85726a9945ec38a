"""Gates: the checks that decide whether a source tree may go live."""
