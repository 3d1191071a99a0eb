-- What a server that was just started holds may be a life of the data that was given up: that a node follows another one
-- may be all that there is to tell.
--
-- Where the log stands and whether the data is sound. A doubt that is not `recorded` has to be, by `take`. A doubt is
-- named after the server too: what was true of it on another one, or before a restart, need not be true here.
CREATE OR REPLACE FUNCTION curfew.standing(ask json) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
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
  ELSIF doubt IS NULL AND young AND ask #>> '{seen,incarnation}' <> head.incarnation THEN
    recorded := false;
    reason := 'a node follows another life of its data';
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
