-- Where in which trace the work was asked for, so that whoever takes it up later goes on in it.
ALTER TABLE delegation ADD COLUMN traceparent text;
