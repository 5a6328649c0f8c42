-- Ended because nobody watches it any more, which is no recovery: it left the plan.
ALTER TABLE incident ADD COLUMN withdrawn_at BIGINT;
-- Whether the plan was seen to have it while it was open: then it can be taken out of the plan.
ALTER TABLE incident ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
