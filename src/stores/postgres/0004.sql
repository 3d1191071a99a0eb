-- The sessions.

-- Puts a session in. A new one begins where the log ends now. One that is brought back brings along its place and its
-- counter; when that moved is not known, and may have been a moment ago.
CREATE FUNCTION curfew.put(given json, head curfew.head, life bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO curfew.session (id, subject, issuer, client, tenant, device, claims, secret, began_generation,
    began_sequence, started_at, seen_at, expires_at, generation, rotated_at, life, moved_at)
  SELECT id, subject, issuer, client, tenant, device, claims, secret,
    coalesce((began ->> 'generation')::bigint, head.generation),
    coalesce((began ->> 'sequence')::bigint, head.sequence),
    "startedAt", "seenAt", "expiresAt", coalesce(generation, 0), coalesce("rotatedAt", 0), life,
    CASE WHEN began IS NULL THEN 0 ELSE curfew.now() END
  FROM json_to_record(given) AS each (id text, subject text, issuer text, client text, tenant text, device text,
    claims text, secret text, "startedAt" bigint, "seenAt" bigint, "expiresAt" bigint, generation bigint,
    "rotatedAt" bigint, began json)
$$;

-- The facts that end the subject's oldest sessions, as many as must go for one more to fit. NULL when none must.
CREATE FUNCTION curfew.surplus(given json, cap json, pad bigint) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_agg(json_build_object('kind', 'session', 'id', id, 'issuer', issuer, 'at', given -> 'startedAt',
    'expiresAt', expires_at + pad, 'reason', 'session limit') ORDER BY nth)
  FROM (
    SELECT id, issuer, expires_at, count(*) OVER () AS total, row_number() OVER (ORDER BY started_at, ordinal) AS nth
    FROM curfew.session
    WHERE left(subject, 255) = left(given ->> 'subject', 255) AND subject = given ->> 'subject'
      AND issuer = given ->> 'issuer' AND ended_at IS NULL AND expires_at - (given ->> 'startedAt')::bigint > 0
      AND (cap ->> 'idle' IS NULL OR (given ->> 'startedAt')::bigint - seen_at <= (cap ->> 'idle')::numeric)
  ) AS open
  WHERE nth <= total + 1 - (cap ->> 'max')::bigint
$$;

CREATE FUNCTION curfew.open(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  standing jsonb := curfew.take(ask);
  head     curfew.head;
  surplus  json;
BEGIN
  IF NOT (standing ->> 'sound')::boolean THEN RETURN json_build_object('standing', standing); END IF;
  PERFORM curfew.forget((ask ->> 'over')::bigint, (ask ->> 'pad')::bigint);
  IF ask ->> 'limit' IS NOT NULL THEN
    surplus := curfew.surplus(ask -> 'session', ask -> 'limit', (ask ->> 'pad')::bigint);
  END IF;
  IF surplus IS NULL OR ask #>> '{limit,then}' <> 'refuse' THEN
    IF surplus IS NOT NULL THEN PERFORM curfew.log(surplus); END IF;
    SELECT * INTO head FROM curfew.head;
    PERFORM curfew.put(ask -> 'session', head, head.generation);
    RETURN json_build_object('standing', standing, 'value', json_build_object('opened', true, 'cursor', curfew.cursor(),
      'ended', coalesce((SELECT json_agg(one -> 'id') FROM json_array_elements(surplus) AS one), '[]')));
  END IF;
  RETURN json_build_object('standing', standing,
    'value', json_build_object('opened', false, 'cursor', curfew.cursor(), 'ended', '[]'::json));
END $$;

CREATE FUNCTION curfew.touch(ask json) RETURNS json LANGUAGE plpgsql AS $$
BEGIN
  PERFORM curfew.relaxed();
  UPDATE curfew.session SET seen_at = (ask ->> 'seenAt')::bigint
    WHERE id = ask ->> 'sid' AND seen_at < (ask ->> 'seenAt')::bigint AND ended_at IS NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION curfew.get_session(ask json) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('standing', curfew.standing(ask),
    'value', (SELECT row_to_json(one) FROM curfew.session AS one WHERE id = ask ->> 'sid'));
END $$;

-- Those of a subject that have not ended, oldest first; without one, of everybody.
CREATE FUNCTION curfew.list_sessions(ask json) RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
  subject text := ask ->> 'subject';
  listed  json;
BEGIN
  IF subject IS NULL THEN
    listed := (SELECT json_agg(row_to_json(one) ORDER BY started_at, ordinal)
      FROM curfew.session AS one WHERE ended_at IS NULL);
  ELSE
    listed := (SELECT json_agg(row_to_json(one) ORDER BY started_at, ordinal) FROM curfew.session AS one
      WHERE ended_at IS NULL AND left(one.subject, 255) = left($1 ->> 'subject', 255) AND one.subject = $1 ->> 'subject');
  END IF;
  RETURN json_build_object('standing', curfew.standing(ask), 'value', coalesce(listed, '[]'));
END $$;

-- Takes a refresh token's generation. Only what has to be logged needs the head: `again` asks to be called once more,
-- with `exclusive`, because the head must be taken before the session.
CREATE FUNCTION curfew.rotate(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  exclusive boolean := (ask ->> 'exclusive')::boolean;
  given     bigint := ask ->> 'generation';
  moment    bigint := ask ->> 'now';
  standing  jsonb;
  one       curfew.session;
  answer    text;
BEGIN
  PERFORM curfew.durable();
  standing := CASE WHEN exclusive THEN curfew.take(ask) ELSE curfew.standing(ask) END;
  IF NOT (standing ->> 'sound')::boolean THEN RETURN json_build_object('standing', standing); END IF;
  SELECT * INTO one FROM curfew.session WHERE id = ask ->> 'sid' FOR NO KEY UPDATE;
  IF one.id IS NULL THEN
    answer := 'missing';
  ELSIF one.ended_at IS NOT NULL OR moment >= one.expires_at THEN
    answer := 'ended';
  ELSIF given = one.generation
    OR one.life < (standing ->> 'generation')::bigint AND given > one.generation
  THEN
    UPDATE curfew.session SET generation = given + 1, rotated_at = moment, seen_at = greatest(seen_at, moment),
      life = (standing ->> 'generation')::bigint, moved_at = curfew.now() WHERE ordinal = one.ordinal;
    answer := 'rotated';
  ELSIF given = one.generation - 1 AND greatest(0, curfew.now() - one.moved_at) <= (ask ->> 'grace')::numeric THEN
    answer := 'repeated';
  ELSIF NOT exclusive THEN
    answer := 'again';
  ELSE
    PERFORM curfew.log(json_build_array(json_build_object('kind', 'session', 'id', one.id, 'issuer', one.issuer,
      'at', moment, 'expiresAt', one.expires_at + (ask ->> 'pad')::bigint, 'reason', 'refresh token reuse')));
    answer := 'reused';
  END IF;
  RETURN json_build_object('standing', standing, 'value', answer);
END $$;
