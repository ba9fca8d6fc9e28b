package org.mediaplanner.bench.product;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mediaplanner.bench.House;
import org.mediaplanner.gateway.MediaPlannerApplication;

/** The nodes of a run, one beside the other on the same servers. */
public final class Products implements AutoCloseable {

    private static final int HTTP = 18180;
    private static final int RSOCKET = 17100;

    private final List<Product> nodes = new ArrayList<>();

    /** One more, as it is shipped but for {@code settings}; returns when it is ready. */
    public Product start(House house, List<String> options, Map<String, Object> settings)
            throws IOException, InterruptedException {
        return start(house, options, MediaPlannerApplication.class, settings);
    }

    /** The same, begun by {@code main}. */
    public Product start(House house, List<String> options, Class<?> main, Map<String, Object> settings)
            throws IOException, InterruptedException {
        Map<String, Object> all = new HashMap<>(house.servers().addresses());
        all.putAll(settings);
        int number = nodes.size();
        Product node = new Product(house.directory(), number, HTTP + number, RSOCKET + number, options, main, all);
        nodes.add(node);
        node.start();
        return node;
    }

    public List<Product> all() {
        return List.copyOf(nodes);
    }

    public List<URI> addresses() {
        return nodes.stream().map(Product::address).toList();
    }

    @Override
    public void close() {
        nodes.forEach(Product::close);
    }
}
