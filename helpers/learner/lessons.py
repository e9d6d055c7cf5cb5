"""The lessons of the course, in order, and which lesson needs which."""

# number: (title, numbers of the lessons that it builds on)
LESSONS = {
    "01": ("Notation", ()),
    "02": ("Forward pass", ("01",)),
    "03": ("Backpropagation through time", ("02",)),
    "04": ("RNN types", ("03",)),
    "05": ("Language model", ("04",)),
    "06": ("Sampling", ("05",)),
    "07": ("Vanishing gradients", ("03",)),
    "08": ("GRU", ("07",)),
    "09": ("LSTM", ("08",)),
    "10": ("Bidirectional RNN", ("09",)),
    "11": ("Deep RNN", ("10",)),
    "12": ("Word embeddings", ("05",)),
    "13": ("Encoder–decoder", ("06", "09", "12")),
    "14": ("Attention", ("13",)),
}
