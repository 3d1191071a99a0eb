-- Whether the data is to be believed, and the step that every writer begins with.
--
-- Each function takes one JSON object, so that a later version may be given more. In all of them, `seen` is a place in
-- the log that the caller has seen, `patience` how long a server must have been up before it is believed, ms, and
-- `known` a server that has been, as the caller knows.

CREATE FUNCTION curfew.now() RETURNS bigint LANGUAGE sql VOLATILE AS
  'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

-- Names the server, its timeline and the database. NULL where the role may not ask.
CREATE FUNCTION curfew.certificate() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- The control file learns of a new timeline only at the next checkpoint; the name of the log file has it at once.
  RETURN (SELECT system_identifier FROM pg_control_system())
    || '.' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
    || '.' || (SELECT oid FROM pg_database WHERE datname = current_database());
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;

-- How long this server has surely been the only one that answers, ms. One that followed another, which waited for it
-- with every commit, has all that was ever acknowledged: nothing was since the last that it was sent.
CREATE FUNCTION curfew.alone(head curfew.head, certificate text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  followed timestamptz := pg_last_xact_replay_timestamp();
BEGIN
  IF head.replicated AND followed > pg_postmaster_start_time()
    AND split_part(head.certificate, '.', 1) = split_part(certificate, '.', 1)
    AND split_part(head.certificate, '.', 3) = split_part(certificate, '.', 3)
  THEN
    RETURN greatest(0, floor(extract(epoch FROM clock_timestamp() - followed) * 1000))::bigint;
  END IF;
  RETURN 0;
END $$;

-- Where the log stands and whether the data is sound. A doubt that is not `recorded` has to be, by `take`. A doubt is
-- named after the server too: what was true of it on another one, or before a restart, need not be true here.
CREATE FUNCTION curfew.standing(ask json) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  head        curfew.head;
  started     text := extract(epoch FROM pg_postmaster_start_time())::text;
  uptime      numeric := extract(epoch FROM clock_timestamp() - pg_postmaster_start_time()) * 1000;
  young       boolean := uptime < coalesce((ask ->> 'patience')::numeric, 0) AND started IS DISTINCT FROM ask ->> 'known';
  certificate text := curfew.certificate();
  generation  bigint := ask #>> '{seen,generation}';
  sequence    bigint := ask #>> '{seen,sequence}';
  recorded    boolean := true;
  doubt       text;
  reason      text;
BEGIN
  SELECT * INTO head FROM curfew.head;
  doubt := head.doubt;
  reason := head.doubt_reason;
  IF head.one IS NULL THEN
    doubt := 'no head';
    reason := 'its head is gone';
  ELSIF ask #>> '{seen,incarnation}' = head.incarnation
    AND (generation, sequence) > (head.generation, head.sequence)
    AND (head.beyond_sequence IS NULL OR (generation, sequence) > (head.beyond_generation, head.beyond_sequence))
  THEN
    recorded := false;
    reason := 'its log is shorter than it was';
    head.beyond_generation := generation;
    head.beyond_sequence := sequence;
  ELSIF doubt IS NULL AND head.certificate <> certificate THEN
    recorded := false;
    reason := 'its data was written by another server, or restored';
  END IF;
  IF reason IS NOT NULL THEN
    doubt := coalesce(doubt, gen_random_uuid()::text);
  END IF;
  RETURN jsonb_build_object(
    'sound', doubt IS NULL AND NOT young AND NOT pg_is_in_recovery(),
    'standby', pg_is_in_recovery(),
    'young', young,
    'server', started,
    'certificate', certificate,
    'incarnation', head.incarnation,
    'generation', head.generation,
    'sequence', head.sequence,
    'age', greatest(0, curfew.now() - head.began_at),
    'restored', curfew.now() - head.restored_at,
    'recorded', recorded,
    'doubt', CASE WHEN doubt IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
      'id', doubt || '@' || started,
      'reason', reason,
      'age', CASE WHEN head.certificate <> certificate THEN curfew.alone(head, certificate) ELSE 0 END,
      'beyond', CASE WHEN head.beyond_sequence IS NOT NULL THEN jsonb_build_object(
        'generation', head.beyond_generation, 'sequence', head.beyond_sequence) END
    )) END
  );
END $$;

-- The commit of this step is on the disk, and on the standbys that the server waits for, before it is answered.
CREATE FUNCTION curfew.durable() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('lock_timeout', '1500', true);
  IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
END $$;

-- The commit of this step may be lost in a crash. It still waits for the standbys, if there are any: a server that
-- they have left for another must not go on as if nothing had happened.
CREATE FUNCTION curfew.relaxed() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('lock_timeout', '500', true);
  PERFORM set_config('synchronous_commit',
    CASE current_setting('synchronous_standby_names') WHEN '' THEN 'off' ELSE 'remote_write' END, true);
END $$;

-- Takes the head for the rest of this step, and writes down what speaks against the data.
CREATE FUNCTION curfew.take(ask json) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  waits    boolean := current_setting('synchronous_standby_names') <> '';
  standing jsonb;
BEGIN
  PERFORM curfew.durable();
  PERFORM FROM curfew.head FOR NO KEY UPDATE;
  standing := curfew.standing(ask);
  IF (standing ->> 'sound')::boolean THEN
    UPDATE curfew.head SET replicated = waits WHERE replicated <> waits;
  ELSIF NOT (standing ->> 'recorded')::boolean THEN
    UPDATE curfew.head SET
      doubt = split_part(standing #>> '{doubt,id}', '@', 1),
      doubt_reason = standing #>> '{doubt,reason}',
      beyond_generation = (standing #>> '{doubt,beyond,generation}')::bigint,
      beyond_sequence = (standing #>> '{doubt,beyond,sequence}')::bigint;
    PERFORM pg_notify('curfew', 'log');
    standing := jsonb_set(standing, '{recorded}', 'true');
  END IF;
  RETURN standing;
END $$;

-- The server that holds the data now is the one it belongs to, if nobody has said so yet.
CREATE FUNCTION curfew.certify(ask json) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  here text := curfew.certificate();
BEGIN
  UPDATE curfew.head SET certificate = here WHERE certificate IS NULL AND here IS NOT NULL;
  RETURN json_build_object('certificate', here);
END $$;

CREATE FUNCTION curfew.look(ask json) RETURNS json LANGUAGE sql STABLE AS
  $$SELECT json_build_object('standing', curfew.standing(ask))$$;

CREATE FUNCTION curfew.doubt(ask json) RETURNS json LANGUAGE sql AS
  $$SELECT json_build_object('standing', curfew.take(ask))$$;
