-- Somebody has asked for the organisation to be deleted; nobody acts for it any more.
ALTER TABLE tenant ADD COLUMN deleting boolean NOT NULL DEFAULT false;
