"""Models: compositions of layers and a loss, which give loss and gradients in one call; decoding; storage."""

from helpers.models import decoding
from helpers.models.classifier import Classifier
from helpers.models.language_model import LanguageModel
from helpers.models.storage import load, save
from helpers.models.tagger import Tagger
from helpers.models.translator import Translator

__all__ = ["Classifier", "LanguageModel", "Tagger", "Translator", "decoding", "load", "save"]
