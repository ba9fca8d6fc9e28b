package org.mediaplanner.events.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.events.workflow.WorkflowId;

class IdsTest {

    @Test
    void a_uuid_is_of_version_7_and_sorts_by_its_time() {
        UUID earlier = UuidV7.at(1_700_000_000_000L);
        UUID later = UuidV7.at(1_700_000_000_001L);
        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.variant()).isEqualTo(2);
        assertThat(earlier.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
        assertThat(earlier.toString()).isLessThan(later.toString());
        assertThat(UuidV7.at(1)).isNotEqualTo(UuidV7.at(1));
    }

    @Test
    void a_new_id_is_a_valid_one() {
        CampaignId id = CampaignId.next();
        assertThat(CampaignId.of(id.value())).isEqualTo(id);
        assertThat(id).hasToString(id.value());
        assertThat(id.value()).startsWith("cmp_");
    }

    @Test
    void every_kind_of_id_has_a_prefix_and_is_read_as_it_is_written() {
        assertReadAsWritten("bud", BudgetId.next(), BudgetId::of);
        assertReadAsWritten("cli", ClientId.next(), ClientId::of);
        assertReadAsWritten("usr", UserId.next(), UserId::of);
        assertReadAsWritten("prf", BatchId.next(), BatchId::of);
        assertReadAsWritten("ten", TenantId.next(), TenantId::of);
        assertReadAsWritten("fil", FileId.next(), FileId::of);
        assertReadAsWritten("wfl", WorkflowId.next(), WorkflowId::of);
    }

    private static <T extends PrefixedId> void assertReadAsWritten(String prefix, T id, Function<String, T> read) {
        assertThat(id).hasToString(id.value());
        assertThat(id.value()).startsWith(prefix + "_");
        assertThat(read.apply(id.value())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmp_nothing", "bud_0198f000-0000-7000-8000-000000000000", "", "cmp_",
            "cmp_0198F000-0000-7000-8000-000000000000", "cmp_0198f000-0000-7000-8000-000000000000x"})
    void anything_else_is_none(String value) {
        assertThatThrownBy(() -> CampaignId.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
