package org.mediaplanner.sagas.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TemporalProperties.class)
class TemporalConfiguration {

    /** Nobody waits for longer than this for a server that is away: who calls tries again by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofSeconds(-1);

    /** Connects when it is first used, and again whenever it has to. */
    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs temporalStubs(TemporalProperties temporal) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target()).setEnableHttps(temporal.tls()).setRpcTimeout(PATIENCE)
                .setRpcRetryOptions(RpcRetryOptions.newBuilder(
                        RpcRetryOptions.getDefaultInstance()).setExpiration(PATIENCE)
                        .validateBuildWithDefaults())
                .build());
    }

    @Bean
    WorkflowClient temporalClient(WorkflowServiceStubs stubs, TemporalProperties temporal) {
        return WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder()
                .setNamespace(temporal.namespace()).setWorkerHeartbeatInterval(NEVER).build());
    }
}
