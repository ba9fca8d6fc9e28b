package org.mediaplanner.gateway.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mediaplanner.commands.tenant.RequestCounts;
import org.mediaplanner.events.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Counts the calls of organisations here, and writes them down every few seconds. A node that dies takes those with it. */
@Component
class CountedRequests implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(CountedRequests.class);

    private final RequestCounts counts;
    private final Map<TenantId, LongAdder> counted = new ConcurrentHashMap<>();

    CountedRequests(RequestCounts counts) {
        this.counts = counts;
    }

    void count(TenantId tenant) {
        counted.computeIfAbsent(tenant, first -> new LongAdder()).increment();
    }

    @Scheduled(fixedDelayString = "PT5S")
    void write() {
        Map<TenantId, Long> since = new HashMap<>();
        counted.forEach((tenant, adder) -> {
            long count = adder.sumThenReset();
            if (count > 0) {
                since.put(tenant, count);
            }
        });
        if (since.isEmpty()) {
            return;
        }
        try {
            counts.add(since);
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Requests are counted on, and written down later: {}", away.getMessage());
            since.forEach((tenant, count) -> counted.computeIfAbsent(tenant, first -> new LongAdder()).add(count));
        }
    }

    @Override
    public void destroy() {
        write();
    }
}
