package org.mediaplanner.events.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** A campaign on one platform. */
public record CampaignId(String value) implements PrefixedId {

    public static final String PREFIX = "cmp";

    public CampaignId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static CampaignId of(String value) {
        return new CampaignId(value);
    }

    public static CampaignId next() {
        return new CampaignId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
