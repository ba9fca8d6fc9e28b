package org.mediaplanner.sagas.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.ActivitySerializationContext;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.vault.TestVault;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.sagas.workflow.RunRef;

class TenantCodecTest {

    private final Vault vault = new TestVault(TestDatabase.withEventStore()).vault();
    private final TenantId tenant = TenantId.next();
    private final DataConverter converter = new CodecDataConverter(DefaultDataConverter.newDefaultInstance(), List.of(
            new TenantCodec(vault, workflow -> Optional.ofNullable(Map.of("wfl_1", tenant).get(workflow)))), true);
    private final DataConverter ofWorkflow = converter.withContext(new WorkflowSerializationContext("default",
            "wfl_1"));
    private final DataConverter ofActivity = converter.withContext(new ActivitySerializationContext("default", "wfl_1",
            "export", "export-write", "export", false));

    private final RunRef run = new RunRef(tenant.value(), "wfl_1");

    @Test
    void what_a_workflow_is_given_and_what_its_activities_give_is_sealed_for_its_tenant() {
        for (DataConverter one : List.of(ofWorkflow, ofActivity)) {
            Payload sealed = one.toPayload(run).orElseThrow();

            assertThat(sealed.getMetadataOrThrow("tenant").toStringUtf8()).isEqualTo(tenant.value());
            assertThat(sealed.getData().toStringUtf8()).doesNotContain("wfl_1", tenant.value());
            assertThat(one.fromPayload(sealed, RunRef.class, RunRef.class)).isEqualTo(run);
            assertThat(converter.fromPayload(sealed, RunRef.class, RunRef.class)).as("without knowing the workflow")
                    .isEqualTo(run);
        }
    }

    @Test
    void nothing_is_given_in_plain_even_where_it_is_no_tenants() {
        for (DataConverter one : List.of(converter, converter.withContext(new WorkflowSerializationContext("default",
                "unheard-of")))) {
            Payload sealed = one.toPayload("typed").orElseThrow();

            assertThat(sealed.getMetadataOrThrow("tenant").toStringUtf8()).isEqualTo(Vault.INSTALLATION.value());
            assertThat(one.fromPayload(sealed, String.class, String.class)).isEqualTo("typed");
        }
    }

    @Test
    void a_failure_is_sealed_with_its_message_and_read_as_it_was() {
        Failure sealed = ofActivity.exceptionToFailure(ApplicationFailure.newNonRetryableFailure("Müller typed it",
                "invalid-rows"));

        assertThat(sealed.toString()).doesNotContain("typed it", "TenantCodecTest");
        assertThat(ofWorkflow.failureToException(sealed)).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getOriginalMessage()).isEqualTo("Müller typed it");
            assertThat(failure.getType()).isEqualTo("invalid-rows");
        });
    }

    @Test
    void what_an_older_release_gave_in_plain_is_read_as_it_is() {
        Optional<Payloads> plain = DefaultDataConverter.newDefaultInstance().toPayloads(run);

        assertThat(ofWorkflow.fromPayloads(0, plain, RunRef.class, RunRef.class)).isEqualTo(run);
    }

    @Test
    void no_work_is_done_for_a_tenant_whose_key_was_destroyed() {
        Payload sealed = ofWorkflow.toPayload(run).orElseThrow();

        vault.destroy(tenant);

        assertThatExceptionOfType(PayloadCodecException.class)
                .isThrownBy(() -> ofWorkflow.fromPayload(sealed, RunRef.class, RunRef.class))
                .withMessageContaining(tenant.value());
        assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> ofWorkflow.toPayload(run));
    }
}
