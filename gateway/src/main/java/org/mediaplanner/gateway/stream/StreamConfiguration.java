package org.mediaplanner.gateway.stream;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.queries.Queries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    /** What a lost notice costs at most. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** The database ends a question after 20 seconds: one that is still open then was lost on the way. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean
    Streams streams(List<Topic> topics, Queries queries, Notices notices, HttpJson json,
            StreamMeters meters) {
        TenantHeads heads = new TenantHeads(queries, notices::of, LOOK, PATIENCE, meters::noticeRepaired);
        return new Streams(topics, heads, new LogFollower(heads, json, PATIENCE));
    }
}
