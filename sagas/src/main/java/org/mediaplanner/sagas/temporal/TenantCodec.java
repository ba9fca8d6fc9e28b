package org.mediaplanner.sagas.temporal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.vault.Vault;

/**
 * Seals what Temporal is given to keep, with the key of the tenant whose work the workflow does; what is no tenant's,
 * with the installation's. Each payload names its tenant, so that whoever reads it needs to know no more. What an older
 * release gave in plain is read as it is.
 */
final class TenantCodec implements PayloadCodec {

    private static final ByteString SEALED = ByteString.copyFromUtf8("binary/sealed");
    private static final String TENANT = "tenant";
    private static final String PLACE = "temporal";
    private static final int REMEMBERED = 10_000;

    private final Vault vault;
    private final WorkflowTenants tenants;
    /** Never changes. */
    private final Cache<String, TenantId> known;
    private final @Nullable String workflowId;

    TenantCodec(Vault vault, WorkflowTenants tenants) {
        this(vault, tenants, Caffeine.newBuilder().maximumSize(REMEMBERED).build(), null);
    }

    private TenantCodec(Vault vault, WorkflowTenants tenants, Cache<String, TenantId> known,
            @Nullable String workflowId) {
        this.vault = vault;
        this.tenants = tenants;
        this.known = known;
        this.workflowId = workflowId;
    }

    @Override
    public PayloadCodec withContext(SerializationContext context) {
        return context instanceof HasWorkflowSerializationContext of
                ? new TenantCodec(vault, tenants, known, of.getWorkflowId())
                : this;
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return each(payloads, this::sealed);
    }

    /** @throws PayloadCodecException where the key was destroyed: there is no work to do for a tenant that is no more */
    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return each(payloads, this::opened);
    }

    private static List<Payload> each(List<Payload> payloads, UnaryOperator<Payload> change) {
        return payloads.stream().map(change).toList();
    }

    private Payload sealed(Payload plain) {
        TenantId tenant = tenant();
        byte[] sealed = vault.keyOf(tenant).seal(plain.toByteArray(), PLACE).orElseThrow(() -> gone(tenant));
        return Payload.newBuilder().putMetadata(EncodingKeys.METADATA_ENCODING_KEY, SEALED)
                .putMetadata(TENANT, ByteString.copyFromUtf8(tenant.value())).setData(ByteString.copyFrom(sealed))
                .build();
    }

    private Payload opened(Payload kept) {
        if (!SEALED.equals(kept.getMetadataMap().get(EncodingKeys.METADATA_ENCODING_KEY))) {
            return kept;
        }
        TenantId tenant = TenantId.of(kept.getMetadataOrThrow(TENANT).toStringUtf8());
        byte[] plain = vault.keyOf(tenant).open(kept.getData().toByteArray(), PLACE).orElseThrow(() -> gone(tenant));
        try {
            return Payload.parseFrom(plain);
        } catch (InvalidProtocolBufferException e) {
            throw new PayloadCodecException(e);
        }
    }

    private TenantId tenant() {
        return workflowId == null ? Vault.INSTALLATION : tenantOf(workflowId).orElse(Vault.INSTALLATION);
    }

    private Optional<TenantId> tenantOf(String workflow) {
        TenantId remembered = known.getIfPresent(workflow);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<TenantId> found = tenants.tenantOf(workflow);
        found.ifPresent(tenant -> known.put(workflow, tenant));
        return found;
    }

    private static PayloadCodecException gone(TenantId tenant) {
        return new PayloadCodecException("The key of " + tenant.value() + " is destroyed");
    }
}
