"""What each command of anwen does; cli.py puts them together."""
