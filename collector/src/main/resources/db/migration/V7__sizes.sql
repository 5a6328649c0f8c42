-- Years of incidents and notices lie in the tables; what each report and each sweep asks is about
-- the few that last, or were over lately.
CREATE INDEX incident_lasting ON incident (opened_at, id) WHERE recovered_at IS NULL;
CREATE INDEX incident_around ON incident (site, recovered_at);
CREATE INDEX incident_ended ON incident (recovery_seen_at, recovered_at) WHERE recovered_at IS NOT NULL;
-- What an incident of all sites explains is counted while thousands of sites report it.
DROP INDEX incident_parent;
CREATE INDEX incident_brood ON incident (parent, refuted_at, recovered_at) WHERE parent IS NOT NULL;
CREATE INDEX delivery_letter ON delivery (destination, letter) WHERE state = 'WAITING' AND letter IS NOT NULL;
CREATE INDEX delivery_site ON delivery (site, notice);
CREATE INDEX delivery_waiting ON delivery (notice, destination) WHERE state = 'WAITING';
