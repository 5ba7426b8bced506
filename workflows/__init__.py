"""What a user asks for, put together once for the command line and the reading room."""
