"""Why a week is as it is: data first, sentences last."""
