package org.mediaplanner.queries.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;
import org.mediaplanner.queries.projection.VersionKey;
import org.mediaplanner.queries.projection.ViewJson;

/** A row for each event of a campaign. */
final class ChangeLogProjection implements Projection<VersionKey, ChangeLogProjection.Row> {

    static final String NAME = "change-log";

    /** @param globalIndex by which the tenant's position is found when asked */
    record Row(long globalIndex, Instant at, Actor actor, String type, List<FieldChange> changes,
            @Nullable String reason, String requestId, @Nullable String causationId) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<VersionKey, Row> table() {
        return new Table<>("change_log", VersionKey.columns("aggregate_id"),
                List.of(new Column<>("global_index", "bigint", Row::globalIndex),
                        new Column<>("at", "timestamptz", Row::at),
                        new Column<>("actor_type", "text", row -> row.actor().type()),
                        new Column<>("actor_id", "text", row -> row.actor().id()),
                        new Column<>("type", "text", Row::type),
                        new Column<>("changes", "json", row -> ViewJson.write(row.changes())),
                        new Column<>("reason", "text", Row::reason),
                        new Column<>("request_id", "text", Row::requestId),
                        new Column<>("causation_id", "text", Row::causationId)),
                row -> new Row(row.getLong("global_index"), row.getObject("at", OffsetDateTime.class).toInstant(),
                        new Actor(ActorType.valueOf(row.getString("actor_type")), row.getString("actor_id")),
                        row.getString("type"), List.of(ViewJson.read(row.getString("changes"), FieldChange[].class)),
                        row.getString("reason"), row.getString("request_id"), row.getString("causation_id")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(CampaignEvent.class);
    }

    @Override
    public boolean isMadeOfOneEvent() {
        return true;
    }

    @Override
    public List<Step<VersionKey, Row>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof CampaignEvent event
                ? List.of(new Step<>(VersionKey.of(recorded), none -> row(event, recorded)))
                : List.of();
    }

    private static Row row(CampaignEvent event, RecordedEvent<?> recorded) {
        return new Row(recorded.globalIndex(), recorded.recordedAt(),
                new Actor(recorded.actorType(), recorded.actorId()), recorded.type(), Changes.of(event),
                Changes.reason(event), recorded.requestId(), recorded.causationId());
    }
}
