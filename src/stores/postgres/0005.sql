-- The end of a doubt, and the nodes that answer from memory.

-- From now on the data is believed, as that of this server, and its log has begun a new generation.
CREATE FUNCTION curfew.settle(life text, next bigint, upto bigint, restored bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE curfew.head SET incarnation = life, generation = next, sequence = upto, began_at = curfew.now(),
    restored_at = restored, certificate = curfew.certificate(), doubt = NULL, doubt_reason = NULL,
    beyond_generation = NULL, beyond_sequence = NULL, replicated = current_setting('synchronous_standby_names') <> '';
  PERFORM pg_notify('curfew', 'log'), pg_notify('curfew', 'lease');
END $$;

-- The log goes on with what a node knows who missed nothing, if the store is still in that doubt.
CREATE FUNCTION curfew.vouch(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  standing jsonb := curfew.take(ask);
  head     curfew.head;
BEGIN
  IF standing #>> '{doubt,id}' IS DISTINCT FROM ask ->> 'doubt' THEN RETURN NULL; END IF;
  SELECT * INTO head FROM curfew.head;
  IF head.incarnation <> ask #>> '{voucher,incarnation}' THEN
    DELETE FROM curfew.revocation;
    DELETE FROM curfew.session;
  END IF;
  PERFORM curfew.settle(ask #>> '{voucher,incarnation}',
    -- By a leap of its own: see nextGeneration() in position.ts.
    greatest(head.generation, (ask #>> '{voucher,generation}')::bigint) + 1 + floor(random() * 1000)::bigint,
    greatest(head.sequence, (ask #>> '{voucher,sequence}')::bigint), curfew.now());
  PERFORM curfew.log(ask -> 'facts');
  RETURN NULL;
END $$;

-- A new incarnation begins with nothing, if the store is still in that doubt.
CREATE FUNCTION curfew.renew(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  standing jsonb := curfew.take(ask);
BEGIN
  IF standing #>> '{doubt,id}' IS DISTINCT FROM ask ->> 'doubt' THEN RETURN NULL; END IF;
  DELETE FROM curfew.revocation;
  DELETE FROM curfew.session;
  PERFORM curfew.settle(ask ->> 'incarnation', (SELECT generation + 1 FROM curfew.head), 0, 0);
  RETURN NULL;
END $$;

-- Puts back what is missing of this incarnation: facts at any time, sessions for `reminding` ms after somebody vouched.
CREATE FUNCTION curfew.remind(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  standing jsonb := curfew.take(ask);
  head     curfew.head;
  given    json;
BEGIN
  IF NOT (standing ->> 'sound')::boolean THEN RETURN json_build_object('standing', standing); END IF;
  PERFORM curfew.log(ask -> 'facts');
  SELECT * INTO head FROM curfew.head;
  FOR given IN SELECT * FROM json_array_elements(ask -> 'sessions') LOOP
    EXIT WHEN (standing ->> 'restored')::bigint >= (ask ->> 'reminding')::bigint;
    CONTINUE WHEN given #>> '{began,incarnation}' IS DISTINCT FROM head.incarnation
      OR EXISTS (SELECT FROM curfew.session WHERE id = given ->> 'id');
    PERFORM curfew.put(given, head, 0);
    UPDATE curfew.session SET ended_at = fact.at
      FROM curfew.ending((given::jsonb || jsonb_build_object('session', given ->> 'id', 'token', ''))::json) AS fact
      WHERE session.id = given ->> 'id';
  END LOOP;
  RETURN json_build_object('standing', standing);
END $$;

-- A poll: `replica` has applied all up to `seen`, and asks what came after. Its lease is there already, so whoever looks
-- for those that are behind finds it, as it was or as it is now; one that is `absent` has to join first.
CREATE FUNCTION curfew.poll(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  lease curfew.replica;
  place curfew.head;
BEGIN
  PERFORM curfew.relaxed();
  IF ask ->> 'replica' IS NULL THEN
    -- What a server answers that its standbys have left proves nothing.
    IF current_setting('synchronous_standby_names') <> '' THEN
      PERFORM pg_logical_emit_message(true, 'curfew', '');
    END IF;
    RETURN curfew.feed(ask);
  END IF;
  SELECT * INTO lease FROM curfew.replica
    WHERE id = ask ->> 'replica' AND staleness = (ask ->> 'staleness')::bigint FOR NO KEY UPDATE;
  IF lease.id IS NULL THEN RETURN json_build_object('absent', true); END IF;
  SELECT * INTO place FROM curfew.head
    WHERE incarnation = ask #>> '{seen,incarnation}' AND generation = (ask #>> '{seen,generation}')::bigint;
  place.sequence := CASE WHEN place.one THEN (ask #>> '{seen,sequence}')::bigint END;
  UPDATE curfew.replica SET generation = place.generation, sequence = place.sequence, beat = ask ->> 'beat'
    WHERE id = lease.id;
  IF (place.generation, place.sequence) IS DISTINCT FROM (lease.generation, lease.sequence) THEN
    PERFORM pg_notify('curfew', 'lease');
  END IF;
  RETURN curfew.feed(ask);
END $$;

-- A node's first lease, durable before it reads the log. Answers one with another staleness, if there is any: of two
-- nodes that join at the same moment, the first one stays.
CREATE FUNCTION curfew.join(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  other json;
BEGIN
  PERFORM curfew.durable();
  PERFORM FROM curfew.head FOR NO KEY UPDATE;
  SELECT row_to_json(one) INTO other FROM curfew.replica AS one
    WHERE staleness <> (ask ->> 'staleness')::bigint LIMIT 1;
  IF other IS NULL THEN
    INSERT INTO curfew.replica (id, staleness, beat)
      VALUES (ask ->> 'replica', (ask ->> 'staleness')::bigint, ask ->> 'beat')
      ON CONFLICT (id) DO NOTHING;
  END IF;
  RETURN json_build_object('value', other);
END $$;

-- Drops a lease: whatever its heartbeat, or only if that is still `beat`.
CREATE FUNCTION curfew.drop_lease(ask json) RETURNS json LANGUAGE plpgsql AS $$
BEGIN
  PERFORM curfew.relaxed();
  DELETE FROM curfew.replica WHERE id = ask ->> 'replica' AND (ask ->> 'beat' IS NULL OR beat = ask ->> 'beat');
  PERFORM pg_notify('curfew', 'lease');
  RETURN NULL;
END $$;

CREATE FUNCTION curfew.leases(ask json) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('standing', curfew.standing(ask),
    'value', coalesce((SELECT json_agg(row_to_json(one)) FROM curfew.replica AS one), '[]'));
END $$;
