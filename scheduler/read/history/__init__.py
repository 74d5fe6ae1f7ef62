"""What was done: exports of watches and training diaries, each in the form that it really has."""
