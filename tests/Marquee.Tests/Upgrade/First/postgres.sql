SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA catalog;
CREATE SCHEMA house;
CREATE SCHEMA jobs;
CREATE SCHEMA known;
CREATE SCHEMA swarm;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE catalog.aka (
    title bigint NOT NULL,
    ordering integer NOT NULL,
    name text NOT NULL,
    region text,
    language text,
    types text,
    attributes text,
    original boolean NOT NULL
);
CREATE TABLE catalog.country (
    title bigint NOT NULL,
    country text NOT NULL
);
CREATE TABLE catalog.crew (
    title bigint NOT NULL,
    role integer NOT NULL,
    ordering integer NOT NULL,
    person bigint NOT NULL
);
CREATE TABLE catalog.episode (
    title bigint NOT NULL,
    series bigint NOT NULL,
    season integer,
    number integer
);
CREATE TABLE catalog.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE catalog.person (
    id bigint NOT NULL,
    name text NOT NULL,
    birth_year integer,
    death_year integer,
    professions text,
    known_for text
);
CREATE TABLE catalog.principal (
    title bigint NOT NULL,
    ordering integer NOT NULL,
    person bigint NOT NULL,
    category text NOT NULL,
    job text,
    characters text
);
CREATE TABLE catalog.source_file (
    name text NOT NULL,
    rows bigint NOT NULL,
    rejected bigint NOT NULL,
    stored bigint NOT NULL,
    bytes bigint NOT NULL
);
CREATE TABLE catalog.tally (
    kind integer NOT NULL,
    decade integer NOT NULL,
    genres bigint NOT NULL,
    adult boolean NOT NULL,
    titles bigint NOT NULL,
    voted bigint NOT NULL,
    votes bigint NOT NULL,
    weighted bigint NOT NULL
);
CREATE TABLE catalog.title (
    id bigint NOT NULL,
    kind integer NOT NULL,
    title text NOT NULL,
    original text,
    adult boolean NOT NULL,
    year integer,
    end_year integer,
    runtime integer,
    genres bigint NOT NULL,
    rating integer,
    votes integer
);
CREATE TABLE catalog.unknown_genre (
    name text NOT NULL,
    rows bigint NOT NULL
);
CREATE TABLE house.api_key (
    id bigint NOT NULL,
    key_hash text NOT NULL,
    member bigint NOT NULL,
    name text NOT NULL,
    access text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    used_at bigint,
    CONSTRAINT api_key_access_check CHECK ((access = ANY (ARRAY['read'::text, 'write'::text])))
);
CREATE SEQUENCE house.api_key_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.api_key_id_seq OWNED BY house.api_key.id;
CREATE TABLE house.attempt (
    bucket text NOT NULL,
    tries integer NOT NULL,
    started_at bigint NOT NULL
);
CREATE TABLE house.credential (
    member bigint NOT NULL,
    password_hash text NOT NULL,
    changed_at bigint NOT NULL
);
CREATE TABLE house.fact (
    id bigint NOT NULL,
    at bigint NOT NULL,
    member bigint NOT NULL,
    kind text NOT NULL,
    title bigint,
    before text,
    after text,
    origin text NOT NULL,
    origin_id bigint,
    undoes bigint,
    undone_by bigint,
    erased boolean DEFAULT false NOT NULL
);
CREATE TABLE house.fact_cursor (
    reader text NOT NULL,
    "position" bigint NOT NULL,
    changed_at bigint NOT NULL
);
CREATE SEQUENCE house.fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.fact_id_seq OWNED BY house.fact.id;
CREATE TABLE house.generation (
    one integer NOT NULL,
    number integer NOT NULL,
    sample boolean NOT NULL,
    switched_at bigint NOT NULL,
    CONSTRAINT generation_one_check CHECK ((one = 1))
);
CREATE TABLE house.import (
    id bigint NOT NULL,
    member bigint NOT NULL,
    source text NOT NULL,
    layout text NOT NULL,
    file_name text NOT NULL,
    header text NOT NULL,
    state text NOT NULL,
    row_count integer NOT NULL,
    new_count integer NOT NULL,
    changed_count integer NOT NULL,
    known_count integer NOT NULL,
    lacking_count integer NOT NULL,
    rejected_count integer NOT NULL,
    created_at bigint NOT NULL,
    applied_at bigint,
    fact bigint,
    undo_fact bigint,
    job bigint,
    CONSTRAINT import_state_check CHECK ((state = ANY (ARRAY['preview'::text, 'applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text, 'cancelled'::text])))
);
CREATE SEQUENCE house.import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.import_id_seq OWNED BY house.import.id;
CREATE TABLE house.import_row (
    import bigint NOT NULL,
    line integer NOT NULL,
    class integer NOT NULL,
    title bigint,
    name text,
    original text,
    year integer,
    kind integer,
    runtime integer,
    genres bigint,
    rating integer,
    rated_at bigint,
    listed boolean NOT NULL,
    added_at bigint,
    note text,
    was integer,
    reason text,
    cells text,
    result integer,
    old_rating integer,
    old_at bigint,
    put_on_list boolean,
    undone integer
);
CREATE TABLE house.intent (
    id bigint NOT NULL,
    job text NOT NULL,
    intent_key text,
    arguments text NOT NULL,
    member bigint,
    state text DEFAULT 'waiting'::text NOT NULL,
    run bigint,
    attempts integer DEFAULT 0 NOT NULL,
    error text,
    due_at bigint NOT NULL,
    created_at bigint NOT NULL,
    settled_at bigint
);
CREATE SEQUENCE house.intent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.intent_id_seq OWNED BY house.intent.id;
CREATE TABLE house.key_ring (
    id bigint NOT NULL,
    name text NOT NULL,
    xml text NOT NULL,
    created_at bigint NOT NULL
);
CREATE SEQUENCE house.key_ring_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.key_ring_id_seq OWNED BY house.key_ring.id;
CREATE TABLE house.member (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    role text NOT NULL,
    show_adult boolean NOT NULL,
    disabled boolean NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['host'::text, 'member'::text, 'child'::text])))
);
CREATE SEQUENCE house.member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.member_id_seq OWNED BY house.member.id;
CREATE TABLE house.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE house.one_time_link (
    code_hash text NOT NULL,
    member bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE house.preference (
    member bigint NOT NULL,
    language text,
    time_zone text,
    theme text
);
CREATE TABLE house.rating (
    member bigint NOT NULL,
    title bigint NOT NULL,
    value integer NOT NULL,
    rated_at bigint,
    changed_at bigint NOT NULL,
    CONSTRAINT rating_value_check CHECK (((value >= 1) AND (value <= 10)))
);
CREATE TABLE house.session (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    member bigint NOT NULL,
    device text NOT NULL,
    by_link boolean NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE SEQUENCE house.session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.session_id_seq OWNED BY house.session.id;
CREATE TABLE house.setting (
    name text NOT NULL,
    value text NOT NULL,
    changed_at bigint NOT NULL
);
CREATE TABLE house.watch (
    id bigint NOT NULL,
    member bigint NOT NULL,
    title bigint NOT NULL,
    at bigint,
    origin text NOT NULL,
    origin_id bigint,
    created_at bigint NOT NULL
);
CREATE SEQUENCE house.watch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE house.watch_id_seq OWNED BY house.watch.id;
CREATE TABLE house.watchlist_entry (
    member bigint NOT NULL,
    title bigint NOT NULL,
    added_at bigint,
    note text,
    priority integer
);
CREATE TABLE jobs.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE jobs.qrtz_blob_triggers (
    sched_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    blob_data bytea
);
CREATE TABLE jobs.qrtz_calendars (
    sched_name text NOT NULL,
    calendar_name text NOT NULL,
    calendar bytea NOT NULL
);
CREATE TABLE jobs.qrtz_cron_triggers (
    sched_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    cron_expression text NOT NULL,
    time_zone_id text
);
CREATE TABLE jobs.qrtz_execution_history (
    sched_name text NOT NULL,
    entry_id text NOT NULL,
    instance_name text NOT NULL,
    job_name text NOT NULL,
    job_group text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    fired_time bigint NOT NULL,
    run_time bigint NOT NULL,
    succeeded boolean NOT NULL,
    error_message text,
    retry_attempt integer DEFAULT 0 NOT NULL,
    retry_scheduled boolean DEFAULT false NOT NULL,
    execution_log text,
    result integer,
    summary text,
    metrics text,
    manual boolean,
    fire_instance_id text,
    job_input text,
    job_input_too_large boolean
);
CREATE TABLE jobs.qrtz_fired_triggers (
    sched_name text NOT NULL,
    entry_id text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    instance_name text NOT NULL,
    fired_time bigint NOT NULL,
    sched_time bigint NOT NULL,
    priority integer NOT NULL,
    state text NOT NULL,
    job_name text,
    job_group text,
    is_nonconcurrent boolean NOT NULL,
    requests_recovery boolean,
    execution_group character varying(200),
    progress integer,
    progress_message character varying(250),
    interrupt_requested_time bigint
);
CREATE TABLE jobs.qrtz_job_details (
    sched_name text NOT NULL,
    job_name text NOT NULL,
    job_group text NOT NULL,
    description text,
    job_class_name text NOT NULL,
    is_durable boolean NOT NULL,
    is_nonconcurrent boolean NOT NULL,
    is_update_data boolean NOT NULL,
    requests_recovery boolean NOT NULL,
    job_data bytea
);
CREATE TABLE jobs.qrtz_job_status (
    sched_name text NOT NULL,
    job_group text NOT NULL,
    job_name text NOT NULL,
    first_fired_time bigint NOT NULL,
    last_fired_time bigint NOT NULL,
    last_result integer NOT NULL,
    last_run_time bigint NOT NULL,
    last_instance_name text NOT NULL,
    last_entry_id text,
    last_summary text,
    last_success_time bigint,
    last_failure_time bigint,
    last_failure_message text,
    consecutive_failures integer DEFAULT 0 NOT NULL,
    run_count bigint DEFAULT 0 NOT NULL,
    failure_count bigint DEFAULT 0 NOT NULL
);
CREATE TABLE jobs.qrtz_locks (
    sched_name text NOT NULL,
    lock_name text NOT NULL
);
CREATE TABLE jobs.qrtz_misfire_history (
    sched_name text NOT NULL,
    entry_id text NOT NULL,
    instance_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    job_name text,
    job_group text,
    misfire_time bigint NOT NULL,
    sched_time bigint,
    reason integer
);
CREATE TABLE jobs.qrtz_paused_job_grps (
    sched_name text NOT NULL,
    job_group text NOT NULL,
    pause_reason character varying(250),
    paused_by character varying(200),
    paused_at bigint
);
CREATE TABLE jobs.qrtz_paused_trigger_grps (
    sched_name text NOT NULL,
    trigger_group text NOT NULL,
    pause_reason character varying(250),
    paused_by character varying(200),
    paused_at bigint
);
CREATE TABLE jobs.qrtz_scheduler_state (
    sched_name text NOT NULL,
    instance_name text NOT NULL,
    last_checkin_time bigint NOT NULL,
    checkin_interval bigint NOT NULL,
    quartz_version character varying(20)
);
CREATE TABLE jobs.qrtz_simple_triggers (
    sched_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    repeat_count bigint NOT NULL,
    repeat_interval bigint NOT NULL,
    times_triggered bigint NOT NULL
);
CREATE TABLE jobs.qrtz_simprop_triggers (
    sched_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    str_prop_1 text,
    str_prop_2 text,
    str_prop_3 text,
    int_prop_1 integer,
    int_prop_2 integer,
    long_prop_1 bigint,
    long_prop_2 bigint,
    dec_prop_1 numeric,
    dec_prop_2 numeric,
    bool_prop_1 boolean,
    bool_prop_2 boolean,
    time_zone_id text
);
CREATE TABLE jobs.qrtz_triggers (
    sched_name text NOT NULL,
    trigger_name text NOT NULL,
    trigger_group text NOT NULL,
    job_name text NOT NULL,
    job_group text NOT NULL,
    description text,
    next_fire_time bigint,
    prev_fire_time bigint,
    priority integer,
    trigger_state text NOT NULL,
    trigger_type text NOT NULL,
    start_time bigint NOT NULL,
    end_time bigint,
    calendar_name text,
    misfire_instr smallint,
    misfire_orig_fire_time bigint,
    execution_group character varying(200),
    preferred_node character varying(200),
    preferred_node_auto boolean DEFAULT false NOT NULL,
    retry_policy character varying(250),
    retry_attempt integer,
    continues_trigger_name text,
    continues_trigger_group text,
    continuation_condition integer,
    overlap_policy integer,
    pause_reason character varying(250),
    paused_by character varying(200),
    paused_at bigint,
    misfire_threshold bigint,
    fixed_delay boolean,
    job_data bytea
);
CREATE TABLE jobs.run (
    id bigint NOT NULL,
    name text NOT NULL,
    title text NOT NULL,
    run_key text,
    flight text,
    intent bigint,
    intent_try integer,
    member bigint,
    arguments text NOT NULL,
    state text NOT NULL,
    done bigint DEFAULT 0 NOT NULL,
    total bigint,
    unit text,
    sentence text,
    rate double precision,
    eta bigint,
    result text,
    error text,
    attempt integer DEFAULT 0 NOT NULL,
    cut_off integer DEFAULT 0 NOT NULL,
    cancel_asked boolean DEFAULT false NOT NULL,
    inline boolean DEFAULT false NOT NULL,
    node text,
    seen_at bigint,
    queued_at bigint NOT NULL,
    started_at bigint,
    ended_at bigint,
    changed_at bigint NOT NULL,
    revision bigint DEFAULT 1 NOT NULL
);
CREATE SEQUENCE jobs.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE jobs.run_id_seq OWNED BY jobs.run.id;
CREATE TABLE known.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
CREATE TABLE known.title (
    id bigint NOT NULL,
    kind integer NOT NULL,
    title text NOT NULL,
    original text,
    adult boolean NOT NULL,
    year integer,
    end_year integer,
    runtime integer,
    genres bigint NOT NULL,
    rating integer,
    votes integer,
    countries text,
    series bigint,
    series_title text,
    season integer,
    episode integer,
    from_catalog boolean NOT NULL,
    learned_at bigint NOT NULL
);
CREATE TABLE swarm.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at bigint NOT NULL
);
ALTER TABLE ONLY house.api_key ALTER COLUMN id SET DEFAULT nextval('house.api_key_id_seq'::regclass);
ALTER TABLE ONLY house.fact ALTER COLUMN id SET DEFAULT nextval('house.fact_id_seq'::regclass);
ALTER TABLE ONLY house.import ALTER COLUMN id SET DEFAULT nextval('house.import_id_seq'::regclass);
ALTER TABLE ONLY house.intent ALTER COLUMN id SET DEFAULT nextval('house.intent_id_seq'::regclass);
ALTER TABLE ONLY house.key_ring ALTER COLUMN id SET DEFAULT nextval('house.key_ring_id_seq'::regclass);
ALTER TABLE ONLY house.member ALTER COLUMN id SET DEFAULT nextval('house.member_id_seq'::regclass);
ALTER TABLE ONLY house.session ALTER COLUMN id SET DEFAULT nextval('house.session_id_seq'::regclass);
ALTER TABLE ONLY house.watch ALTER COLUMN id SET DEFAULT nextval('house.watch_id_seq'::regclass);
ALTER TABLE ONLY jobs.run ALTER COLUMN id SET DEFAULT nextval('jobs.run_id_seq'::regclass);
INSERT INTO catalog.migration VALUES (1, 'tables', 'd1edb0c3346224589f2b7148271443a04a3b6b40eac93d7115492507b66975e4', 1795569435);
INSERT INTO catalog.migration VALUES (2, 'votes', 'ed0b57f902135486c627461b86e319a52b8384e62d7aa3618526ff61b5aed073', 1795569435);
INSERT INTO catalog.migration VALUES (3, 'indexes', '4a152ad2b32549448b4c4d700fd15088e9164fc0344c21da71e3591d8a496bdf', 1795569435);
INSERT INTO house.fact VALUES (1, 1795569438, 2, 'import.applied', NULL, NULL, '{"import":1,"fileName":"ratings.csv","source":"imdb-ratings","new":0,"changed":0,"known":0,"notInCatalog":2,"unreadable":0}', 'cli', 1, NULL, NULL, false);
INSERT INTO house.import VALUES (1, 2, 'imdb-ratings', 'imdb-2017', 'ratings.csv', '["Const","Your Rating","Date Rated","Title","URL","Title Type","IMDb Rating","Runtime (mins)","Year","Genres","Num Votes","Release Date","Directors"]', 'applied', 2, 0, 0, 0, 2, 0, 1795569438, 1795569438, 1, NULL, 1);
INSERT INTO house.import_row VALUES (1, 2, 4, 417, 'A Trip to the Moon', NULL, 1902, 1, 13, 4195328, 9, 1577966400, false, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, false, NULL);
INSERT INTO house.import_row VALUES (1, 3, 4, 9999001, 'A Film That No Dump Has', NULL, 2011, 1, 93, 256, 7, 1620302400, false, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, false, NULL);
INSERT INTO house.intent VALUES (1, 'history.apply', '1', '{"import":1}', 2, 'done', 1, 0, NULL, 1795569452495, 1795569438475, 1795569442500);
INSERT INTO house.member VALUES (1, 'host', 'host', 'host', false, false, 1795569435);
INSERT INTO house.member VALUES (2, 'anna', 'anna', 'member', false, false, 1795569437);
INSERT INTO house.member VALUES (3, 'ben', 'ben', 'child', false, false, 1795569438);
INSERT INTO house.migration VALUES (1, 'generation', '64a1a6c7014895e6785807684a0354a14d0333372f341a3325b37280237de458', 1795569435);
INSERT INTO house.migration VALUES (2, 'facts', '04c34981d2e75d3bbf7a15a1df567a485a7c22098ed06f2089f2e4ffc7bb6aa8', 1795569435);
INSERT INTO house.migration VALUES (3, 'access', '0643277769acce457f7c9d79c3ee96ddf0589ad29c9480c71b8eabfea5136bce', 1795569435);
INSERT INTO house.migration VALUES (4, 'preferences', 'ebe458fb2c24576818206253370eb5fed2e836aeb38017018c50dbcd68a4a9c2', 1795569435);
INSERT INTO house.migration VALUES (5, 'watching', '83f4b1a52cc8ded1b0f057753585dbeeced593b746a01713199984eec0b838c1', 1795569435);
INSERT INTO house.migration VALUES (6, 'intents', '22f6e01a91bca5abd65f8ee62db0c89723ceccb3b40308cc87f1484353bf2838', 1795569435);
INSERT INTO house.one_time_link VALUES ('5666cdc28c9890243e38a5eab91234597884f0386851408d0386fbf97fc0f520', 1, 1795569436, 1795655836, NULL);
INSERT INTO house.one_time_link VALUES ('9c6feb6e7a2295f863c9a4b1cac80435d424b8fbba774ca48e27adc00c0412f8', 2, 1795569437, 1795573037, NULL);
INSERT INTO house.one_time_link VALUES ('e6e5fb89c87018ba7f465da24c3989c7e68f6b40996ecde6c4580d216f1a98b3', 3, 1795569438, 1795573038, NULL);
INSERT INTO house.rating VALUES (2, 417, 9, 1577966400, 1795569438);
INSERT INTO house.rating VALUES (2, 9999001, 7, 1620302400, 1795569438);
INSERT INTO jobs.migration VALUES (1, 'runs', 'f996e9eac1d2cc141d212e931738b1e17be87f9a3a2e24a9f97ca041a61e01da', 1795569435);
INSERT INTO jobs.qrtz_cron_triggers VALUES ('marquee', 'jobs.prune', 'schedules', '0 17 4 * * ?', 'Etc/UTC');
INSERT INTO jobs.qrtz_job_details VALUES ('marquee', 'jobs.prune', 'schedules', NULL, 'Marquee.Jobs.ScheduleJob, Marquee', false, true, false, false, NULL);
INSERT INTO jobs.qrtz_locks VALUES ('marquee', 'STATE_ACCESS');
INSERT INTO jobs.qrtz_locks VALUES ('marquee', 'TRIGGER_ACCESS');
INSERT INTO jobs.qrtz_triggers VALUES ('marquee', 'jobs.prune', 'schedules', 'jobs.prune', 'schedules', NULL, 639311770200000000, NULL, 5, 'WAITING', 'CRON', 639311662360000000, NULL, NULL, 1, NULL, NULL, NULL, false, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO jobs.run VALUES (1, 'history.apply', 'Import of a member''s history', '1', NULL, 1, 0, 2, '{"import":1}', 'done', 2, 2, 'rows', 'Applying ratings.csv', NULL, NULL, '{"import":1,"applied":2,"same":0}', NULL, 1, 0, false, false, 'first:1', 1795569438615, 1795569438495, 1795569438575, 1795569438621, 1795569438621, 4);
INSERT INTO known.migration VALUES (1, 'titles', '156717eb4cd94b8cd2456bd3361a16eed10ff5c185677d49de2d6044d8aa6473', 1795569435);
INSERT INTO known.title VALUES (417, 1, 'A Trip to the Moon', NULL, false, 1902, NULL, 13, 4195328, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 1795569438);
INSERT INTO known.title VALUES (9999001, 1, 'A Film That No Dump Has', NULL, false, 2011, NULL, 93, 256, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 1795569438);
SELECT pg_catalog.setval('house.api_key_id_seq', 1, false);
SELECT pg_catalog.setval('house.fact_id_seq', 1, true);
SELECT pg_catalog.setval('house.import_id_seq', 1, true);
SELECT pg_catalog.setval('house.intent_id_seq', 1, true);
SELECT pg_catalog.setval('house.key_ring_id_seq', 1, true);
SELECT pg_catalog.setval('house.member_id_seq', 3, true);
SELECT pg_catalog.setval('house.session_id_seq', 1, false);
SELECT pg_catalog.setval('house.watch_id_seq', 1, false);
SELECT pg_catalog.setval('jobs.run_id_seq', 1, true);
ALTER TABLE ONLY catalog.aka
    ADD CONSTRAINT aka_pkey PRIMARY KEY (title, ordering);
ALTER TABLE ONLY catalog.country
    ADD CONSTRAINT country_pkey PRIMARY KEY (title, country);
ALTER TABLE ONLY catalog.crew
    ADD CONSTRAINT crew_pkey PRIMARY KEY (title, role, ordering);
ALTER TABLE ONLY catalog.episode
    ADD CONSTRAINT episode_pkey PRIMARY KEY (title);
ALTER TABLE ONLY catalog.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY catalog.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY catalog.principal
    ADD CONSTRAINT principal_pkey PRIMARY KEY (title, ordering);
ALTER TABLE ONLY catalog.source_file
    ADD CONSTRAINT source_file_pkey PRIMARY KEY (name);
ALTER TABLE ONLY catalog.tally
    ADD CONSTRAINT tally_pkey PRIMARY KEY (kind, decade, genres, adult);
ALTER TABLE ONLY catalog.title
    ADD CONSTRAINT title_pkey PRIMARY KEY (id);
ALTER TABLE ONLY catalog.unknown_genre
    ADD CONSTRAINT unknown_genre_pkey PRIMARY KEY (name);
ALTER TABLE ONLY house.api_key
    ADD CONSTRAINT api_key_key_hash_key UNIQUE (key_hash);
ALTER TABLE ONLY house.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (bucket);
ALTER TABLE ONLY house.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (member);
ALTER TABLE ONLY house.fact_cursor
    ADD CONSTRAINT fact_cursor_pkey PRIMARY KEY (reader);
ALTER TABLE ONLY house.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.generation
    ADD CONSTRAINT generation_pkey PRIMARY KEY (one);
ALTER TABLE ONLY house.import
    ADD CONSTRAINT import_member_id_key UNIQUE (member, id);
ALTER TABLE ONLY house.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.import_row
    ADD CONSTRAINT import_row_pkey PRIMARY KEY (import, line);
ALTER TABLE ONLY house.intent
    ADD CONSTRAINT intent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.key_ring
    ADD CONSTRAINT key_ring_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.member
    ADD CONSTRAINT member_name_key_key UNIQUE (name_key);
ALTER TABLE ONLY house.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY house.one_time_link
    ADD CONSTRAINT one_time_link_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY house.preference
    ADD CONSTRAINT preference_pkey PRIMARY KEY (member);
ALTER TABLE ONLY house.rating
    ADD CONSTRAINT rating_pkey PRIMARY KEY (member, title);
ALTER TABLE ONLY house.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.session
    ADD CONSTRAINT session_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY house.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
ALTER TABLE ONLY house.watch
    ADD CONSTRAINT watch_member_title_id_key UNIQUE (member, title, id);
ALTER TABLE ONLY house.watch
    ADD CONSTRAINT watch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY house.watchlist_entry
    ADD CONSTRAINT watchlist_entry_pkey PRIMARY KEY (member, title);
ALTER TABLE ONLY jobs.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY jobs.qrtz_blob_triggers
    ADD CONSTRAINT qrtz_blob_triggers_pkey PRIMARY KEY (sched_name, trigger_name, trigger_group);
ALTER TABLE ONLY jobs.qrtz_calendars
    ADD CONSTRAINT qrtz_calendars_pkey PRIMARY KEY (sched_name, calendar_name);
ALTER TABLE ONLY jobs.qrtz_cron_triggers
    ADD CONSTRAINT qrtz_cron_triggers_pkey PRIMARY KEY (sched_name, trigger_name, trigger_group);
ALTER TABLE ONLY jobs.qrtz_execution_history
    ADD CONSTRAINT qrtz_execution_history_pkey PRIMARY KEY (sched_name, entry_id);
ALTER TABLE ONLY jobs.qrtz_fired_triggers
    ADD CONSTRAINT qrtz_fired_triggers_pkey PRIMARY KEY (sched_name, entry_id);
ALTER TABLE ONLY jobs.qrtz_job_details
    ADD CONSTRAINT qrtz_job_details_pkey PRIMARY KEY (sched_name, job_name, job_group);
ALTER TABLE ONLY jobs.qrtz_job_status
    ADD CONSTRAINT qrtz_job_status_pkey PRIMARY KEY (sched_name, job_group, job_name);
ALTER TABLE ONLY jobs.qrtz_locks
    ADD CONSTRAINT qrtz_locks_pkey PRIMARY KEY (sched_name, lock_name);
ALTER TABLE ONLY jobs.qrtz_misfire_history
    ADD CONSTRAINT qrtz_misfire_history_pkey PRIMARY KEY (sched_name, entry_id);
ALTER TABLE ONLY jobs.qrtz_paused_job_grps
    ADD CONSTRAINT qrtz_paused_job_grps_pkey PRIMARY KEY (sched_name, job_group);
ALTER TABLE ONLY jobs.qrtz_paused_trigger_grps
    ADD CONSTRAINT qrtz_paused_trigger_grps_pkey PRIMARY KEY (sched_name, trigger_group);
ALTER TABLE ONLY jobs.qrtz_scheduler_state
    ADD CONSTRAINT qrtz_scheduler_state_pkey PRIMARY KEY (sched_name, instance_name);
ALTER TABLE ONLY jobs.qrtz_simple_triggers
    ADD CONSTRAINT qrtz_simple_triggers_pkey PRIMARY KEY (sched_name, trigger_name, trigger_group);
ALTER TABLE ONLY jobs.qrtz_simprop_triggers
    ADD CONSTRAINT qrtz_simprop_triggers_pkey PRIMARY KEY (sched_name, trigger_name, trigger_group);
ALTER TABLE ONLY jobs.qrtz_triggers
    ADD CONSTRAINT qrtz_triggers_pkey PRIMARY KEY (sched_name, trigger_name, trigger_group);
ALTER TABLE ONLY jobs.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY known.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
ALTER TABLE ONLY known.title
    ADD CONSTRAINT title_pkey PRIMARY KEY (id);
ALTER TABLE ONLY swarm.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);
CREATE INDEX country_title ON catalog.country USING btree (country, title);
CREATE INDEX crew_person ON catalog.crew USING btree (person);
CREATE INDEX episode_series ON catalog.episode USING btree (series, season, number);
CREATE INDEX principal_person ON catalog.principal USING btree (person);
CREATE INDEX title_votes ON catalog.title USING btree (kind, votes DESC, rating, year, genres, adult) WHERE (votes IS NOT NULL);
CREATE INDEX fact_of_member ON house.fact USING btree (member, id);
CREATE INDEX intent_open ON house.intent USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'started'::text]));
CREATE INDEX idx_qrtz_eh_fire_inst ON jobs.qrtz_execution_history USING btree (sched_name, fire_instance_id);
CREATE INDEX idx_qrtz_eh_fired_time ON jobs.qrtz_execution_history USING btree (sched_name, fired_time);
CREATE INDEX idx_qrtz_eh_inst ON jobs.qrtz_execution_history USING btree (sched_name, instance_name);
CREATE INDEX idx_qrtz_eh_job_time ON jobs.qrtz_execution_history USING btree (sched_name, job_group, job_name, fired_time);
CREATE INDEX idx_qrtz_eh_trig_time ON jobs.qrtz_execution_history USING btree (sched_name, trigger_group, trigger_name, fired_time);
CREATE INDEX idx_qrtz_ft_inst_job_req_rcvry ON jobs.qrtz_fired_triggers USING btree (sched_name, instance_name, requests_recovery);
CREATE INDEX idx_qrtz_ft_j_g ON jobs.qrtz_fired_triggers USING btree (sched_name, job_name, job_group);
CREATE INDEX idx_qrtz_ft_t_g ON jobs.qrtz_fired_triggers USING btree (sched_name, trigger_name, trigger_group);
CREATE INDEX idx_qrtz_j_g_n ON jobs.qrtz_job_details USING btree (sched_name, job_group, job_name);
CREATE INDEX idx_qrtz_mh_inst ON jobs.qrtz_misfire_history USING btree (sched_name, instance_name);
CREATE INDEX idx_qrtz_mh_misfire_time ON jobs.qrtz_misfire_history USING btree (sched_name, misfire_time);
CREATE INDEX idx_qrtz_t_c ON jobs.qrtz_triggers USING btree (sched_name, calendar_name);
CREATE INDEX idx_qrtz_t_g_n ON jobs.qrtz_triggers USING btree (sched_name, trigger_group, trigger_name);
CREATE INDEX idx_qrtz_t_j ON jobs.qrtz_triggers USING btree (sched_name, job_name, job_group);
CREATE INDEX idx_qrtz_t_nft_st ON jobs.qrtz_triggers USING btree (sched_name, trigger_state, next_fire_time, priority DESC, misfire_instr);
CREATE INDEX run_changed ON jobs.run USING btree (changed_at);
CREATE UNIQUE INDEX run_flight ON jobs.run USING btree (flight);
CREATE UNIQUE INDEX run_intent ON jobs.run USING btree (intent, intent_try);
CREATE INDEX run_state ON jobs.run USING btree (state, id);
ALTER TABLE ONLY jobs.qrtz_blob_triggers
    ADD CONSTRAINT qrtz_blob_triggers_sched_name_trigger_name_trigger_group_fkey FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES jobs.qrtz_triggers(sched_name, trigger_name, trigger_group) ON DELETE CASCADE;
ALTER TABLE ONLY jobs.qrtz_cron_triggers
    ADD CONSTRAINT qrtz_cron_triggers_sched_name_trigger_name_trigger_group_fkey FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES jobs.qrtz_triggers(sched_name, trigger_name, trigger_group) ON DELETE CASCADE;
ALTER TABLE ONLY jobs.qrtz_simple_triggers
    ADD CONSTRAINT qrtz_simple_triggers_sched_name_trigger_name_trigger_group_fkey FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES jobs.qrtz_triggers(sched_name, trigger_name, trigger_group) ON DELETE CASCADE;
ALTER TABLE ONLY jobs.qrtz_simprop_triggers
    ADD CONSTRAINT qrtz_simprop_triggers_sched_name_trigger_name_trigger_grou_fkey FOREIGN KEY (sched_name, trigger_name, trigger_group) REFERENCES jobs.qrtz_triggers(sched_name, trigger_name, trigger_group) ON DELETE CASCADE;
ALTER TABLE ONLY jobs.qrtz_triggers
    ADD CONSTRAINT qrtz_triggers_sched_name_job_name_job_group_fkey FOREIGN KEY (sched_name, job_name, job_group) REFERENCES jobs.qrtz_job_details(sched_name, job_name, job_group);
