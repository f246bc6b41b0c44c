"""What a person can do, one function each; used alike by the window, the command line and the tests."""
