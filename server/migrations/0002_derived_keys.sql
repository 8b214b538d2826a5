-- A reply that holds a ticket's key is kept without it: the key is derived anew from this and the caller's own
-- Idempotency-Key, which is kept as a hash alone.
ALTER TABLE replies ADD COLUMN salt TEXT;
