-- The log of revocations. Its numbers come from the head, which the step has locked: they are committed in their order,
-- so that nobody who has read up to one of them will ever miss an earlier one.

-- Ends the sessions that a fact names and that began before it.
CREATE FUNCTION curfew.end_sessions(fact curfew.revocation) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  named text := CASE fact.kind
    WHEN 'session' THEN 'id = $1'
    WHEN 'subject' THEN 'left(subject, 255) = left($1, 255) AND subject = $1'
    WHEN 'client' THEN 'left(client, 255) = left($1, 255) AND client = $1'
    WHEN 'tenant' THEN 'left(tenant, 255) = left($1, 255) AND tenant = $1'
    WHEN 'everything' THEN '$1 = ''*'''
  END;
BEGIN
  IF named IS NULL THEN RETURN; END IF;
  EXECUTE format(
    $sql$UPDATE curfew.session SET ended_at = $2 WHERE ended_at IS NULL AND %s AND ($3 = '*' OR issuer = $3)
      AND ($4 = 'session' OR id IS DISTINCT FROM $5 AND (began_generation, began_sequence) < ($6, $7))$sql$, named)
    USING fact.id, fact.at, fact.issuer, fact.kind, fact.except_sid, fact.generation, fact.sequence;
END $$;

-- Logs facts in their order. One that has a place already is brought back: it keeps that place, and is passed over
-- when the log says already what it says. The head must have been taken.
CREATE FUNCTION curfew.log(facts json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  head curfew.head;
  told record;
  fact curfew.revocation;
BEGIN
  SELECT * INTO head FROM curfew.head;
  FOR told IN SELECT * FROM json_to_recordset(facts) AS each (
    kind text, id text, issuer text, "except" text, at bigint, "expiresAt" bigint, reason text, "by" text, position json)
  LOOP
    -- All from that place on are looked at, because without statistics the server takes other ways to be shorter.
    CONTINUE WHEN told.position IS NOT NULL AND 0 < (
      SELECT count(*) FILTER (WHERE one.issuer = told.issuer
        AND one.except_sid IS NOT DISTINCT FROM told."except" AND one.expires_at >= told."expiresAt")
      FROM curfew.revocation AS one
      WHERE left(one.id, 255) = left(told.id, 255) AND one.id = told.id AND one.kind = told.kind
        AND (one.generation, one.sequence) >=
          ((told.position ->> 'generation')::bigint, (told.position ->> 'sequence')::bigint));
    head.sequence := head.sequence + 1;
    INSERT INTO curfew.revocation VALUES (
      head.sequence,
      coalesce((told.position ->> 'generation')::bigint, head.generation),
      coalesce((told.position ->> 'sequence')::bigint, head.sequence),
      told.kind, told.id, told.issuer, told."except", told.at, told."expiresAt", told.reason, told."by")
      RETURNING * INTO fact;
    PERFORM curfew.end_sessions(fact);
  END LOOP;
  UPDATE curfew.head AS present SET sequence = head.sequence WHERE present.sequence <> head.sequence;
  PERFORM pg_notify('curfew', 'log');
END $$;

-- Drops what expired before `over`, as both the caller's clock and this one say; a thousand of each at once.
CREATE FUNCTION curfew.forget(over bigint, pad bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  past bigint := least(over, curfew.now());
BEGIN
  DELETE FROM curfew.revocation WHERE place IN (
    SELECT place FROM curfew.revocation WHERE expires_at < past ORDER BY expires_at LIMIT 1000);
  DELETE FROM curfew.session WHERE ordinal IN (
    SELECT ordinal FROM curfew.session WHERE expires_at < past - pad ORDER BY expires_at LIMIT 1000);
END $$;

CREATE FUNCTION curfew.cursor() RETURNS text LANGUAGE sql STABLE AS
  $$SELECT incarnation || '.' || generation || '.' || sequence FROM curfew.head$$;

CREATE FUNCTION curfew.append(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  standing jsonb := curfew.take(ask);
BEGIN
  IF NOT (standing ->> 'sound')::boolean THEN RETURN json_build_object('standing', standing); END IF;
  PERFORM curfew.forget((ask ->> 'over')::bigint, (ask ->> 'pad')::bigint);
  PERFORM curfew.log(ask -> 'facts');
  RETURN json_build_object('standing', standing, 'value', curfew.cursor());
END $$;

-- A fact that ends a bearer, who began at the place `began`: one look into the index for each of the bearer's names. A
-- token or a session that is named is dead for good; of the others only what came after that place is looked at, and a
-- fact spares the session that it excepts. The OFFSET keeps the server from taking the whole for one look at the table.
CREATE FUNCTION curfew.ending(bearer json) RETURNS SETOF curfew.revocation LANGUAGE sql STABLE AS $$
  SELECT fact.* FROM (
    SELECT kind, id, NOT lasting AS spares,
      CASE WHEN lasting THEN -1 ELSE (bearer #>> '{began,generation}')::bigint END AS generation,
      CASE WHEN lasting THEN -1 ELSE (bearer #>> '{began,sequence}')::bigint END AS sequence
    FROM (VALUES
      ('token', bearer ->> 'token', true), ('session', bearer ->> 'session', true),
      ('subject', bearer ->> 'subject', false), ('client', bearer ->> 'client', false),
      ('tenant', bearer ->> 'tenant', false), ('everything', '*', false)) AS each (kind, id, lasting)) AS named
  CROSS JOIN LATERAL (
    SELECT * FROM curfew.revocation AS one
    WHERE left(one.id, 255) = left(named.id, 255) AND one.id = named.id AND one.kind = named.kind
      AND (one.generation, one.sequence) > (named.generation, named.sequence)
      AND one.issuer IN ('*', bearer ->> 'issuer')
      AND NOT (named.spares AND one.except_sid IS NOT DISTINCT FROM bearer ->> 'session')
    OFFSET 0) AS fact
  LIMIT 1
$$;

CREATE FUNCTION curfew.find(ask json) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('standing', curfew.standing(ask),
    'value', (SELECT row_to_json(fact) FROM curfew.ending(ask -> 'bearer') AS fact));
END $$;

-- All after `seen`; all there is when that is no place in this log. One look, at one state.
CREATE FUNCTION curfew.feed(ask json) RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
  standing jsonb := curfew.standing(ask);
  same     boolean := (ask #>> '{seen,incarnation}' = standing ->> 'incarnation'
    AND ask #>> '{seen,generation}' = standing ->> 'generation') IS TRUE;
  after    bigint := CASE WHEN same THEN (ask #>> '{seen,sequence}')::bigint ELSE 0 END;
BEGIN
  IF NOT (standing ->> 'sound')::boolean THEN RETURN json_build_object('standing', standing); END IF;
  RETURN json_build_object('standing', standing, 'value', json_build_object('same', same, 'facts', coalesce((
    SELECT json_agg(row_to_json(fact) ORDER BY place) FROM (
      SELECT * FROM curfew.revocation WHERE place > after ORDER BY place LIMIT (ask ->> 'most')::int) AS fact), '[]')));
END $$;
