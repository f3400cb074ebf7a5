"""`fivesteps evaluate`: how well messages are understood, on lines that were never trained on."""
