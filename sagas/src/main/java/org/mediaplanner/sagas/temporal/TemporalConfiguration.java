package org.mediaplanner.sagas.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import org.mediaplanner.eventstore.vault.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TemporalProperties.class)
class TemporalConfiguration {

    /** Nobody waits for longer than this for a server that is away: who calls tries again by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double REPORT_SECONDS = 5;
    private static final Duration NEVER = Duration.ofSeconds(-1);

    /** Connects when it is first used, and again whenever it has to. */
    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs temporalStubs(TemporalProperties temporal, Scope temporalFigures) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target()).setEnableHttps(temporal.tls()).setRpcTimeout(PATIENCE)
                .setMetricsScope(temporalFigures)
                .setRpcRetryOptions(RpcRetryOptions.newBuilder(
                        RpcRetryOptions.getDefaultInstance()).setExpiration(PATIENCE)
                        .validateBuildWithDefaults())
                .build());
    }

    /** What the client itself measures, beside the application's own figures where it has any. */
    @Bean(destroyMethod = "close")
    Scope temporalFigures(ObjectProvider<MeterRegistry> meters) {
        MeterRegistry registry = meters.getIfAvailable();
        return registry == null
                ? new NoopScope()
                : new RootScopeBuilder().reporter(new MicrometerClientStatsReporter(registry))
                        .reportEvery(com.uber.m3.util.Duration.ofSeconds(REPORT_SECONDS));
    }

    /** Failures are sealed with all that they say: a message may quote what somebody typed. */
    @Bean
    DataConverter temporalPayloads(Vault vault, WorkflowTenants tenants) {
        return new CodecDataConverter(DefaultDataConverter.newDefaultInstance(),
                List.of(new TenantCodec(vault, tenants)), true);
    }

    @Bean
    WorkflowClient temporalClient(WorkflowServiceStubs stubs, TemporalProperties temporal, DataConverter payloads) {
        return WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder()
                .setNamespace(temporal.namespace()).setWorkerHeartbeatInterval(NEVER)
                .setDataConverter(payloads).setContextPropagators(List.of(new TraceHeader())).build());
    }
}
