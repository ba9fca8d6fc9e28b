-- Who works for some advertisers only reads among theirs: app.clients names them, separated by spaces; empty for all. What
-- belongs to no advertiser, or is the sum of all, is not shown to them.

-- By name, not as part of a policy: a read model that is built anew is another table of the same name.
CREATE FUNCTION query_side.shows_campaign(text, text) RETURNS boolean
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN EXISTS (SELECT FROM query_side.campaign WHERE tenant_id = $1 AND campaign_id = $2);
END
$$;

CREATE FUNCTION query_side.shows_budget(text, text) RETURNS boolean
    LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN EXISTS (SELECT FROM query_side.budget WHERE tenant_id = $1 AND budget_id = $2);
END
$$;

REVOKE ALL ON FUNCTION query_side.shows_campaign, query_side.shows_budget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION query_side.shows_campaign, query_side.shows_budget TO "${reader}";

DO $$
DECLARE
    -- Asked once for a statement, not for each row.
    everything CONSTANT text := '(SELECT coalesce(current_setting(''app.clients'', true), '''')) = ''''';
    own        CONSTANT text := 'client_id = ANY (string_to_array(current_setting(''app.clients'', true), '' ''))';
    shown      record;
    place      text;
BEGIN
    FOR shown IN SELECT * FROM (VALUES
        ('client', own), ('campaign', own), ('budget', own),
        ('change_log', 'query_side.shows_campaign(tenant_id, aggregate_id)'),
        ('budget_entry', 'query_side.shows_budget(tenant_id, budget_id)'),
        ('performance_day', 'query_side.shows_campaign(tenant_id, campaign_id)'),
        ('performance_month', 'query_side.shows_campaign(tenant_id, campaign_id)'),
        ('fact_version', 'query_side.shows_campaign(tenant_id, campaign_id)'),
        ('campaign_total', 'query_side.shows_campaign(tenant_id, campaign_id)'),
        ('outcome', 'false'), ('workflow_run', 'false')) AS listed (model, test)
    LOOP
        FOREACH place IN ARRAY ARRAY ['query_side', 'query_side_next', 'query_side_former']
        LOOP
            IF to_regclass(format('%I.%I', place, shown.model)) IS NOT NULL THEN
                EXECUTE format('DROP POLICY IF EXISTS reader ON %I.%I', place, shown.model);
                EXECUTE format('CREATE POLICY reader ON %I.%I FOR SELECT TO "${reader}" '
                               'USING (tenant_id = current_setting(''app.tenant'', true) AND (%s OR %s))',
                               place, shown.model, everything, shown.test);
            END IF;
        END LOOP;
    END LOOP;
END
$$;
