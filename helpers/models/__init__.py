"""Models: compositions of layers and a loss, which give loss and gradients in one call; decoding; storage."""
