"""Times in text, resolved against the day of publication and given as EDTF."""
