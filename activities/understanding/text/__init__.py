"""What the words of a request are: cleaned, tagged, divided into sentences and phrases."""
