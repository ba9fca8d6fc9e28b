package org.mediaplanner.bench.crash;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mediaplanner.bench.House;

/** The nodes of a run, one beside the other on the same servers. */
final class Products implements AutoCloseable {

    private static final int HTTP = 18180;
    private static final int RSOCKET = 17100;

    private static final String NOT_DURABLE = "?options=-c%20synchronous_commit=off";

    private final List<Product> nodes = new ArrayList<>();

    private Products() {}

    /** @param durable whether commits are on the disk when they are acknowledged */
    static Products start(House house, int count, boolean durable) throws IOException, InterruptedException {
        Products products = new Products();
        Map<String, Object> settings = new HashMap<>(house.servers().addresses());
        if (!durable) {
            settings.computeIfPresent("mediaplanner.database.url", (name, url) -> url + NOT_DURABLE);
        }
        for (int i = 0; i < count; i++) {
            Product node = new Product(house.directory(), i, HTTP + i, RSOCKET + i, settings);
            products.nodes.add(node);
            node.start();
        }
        return products;
    }

    List<Product> all() {
        return List.copyOf(nodes);
    }

    List<URI> addresses() {
        return nodes.stream().map(Product::address).toList();
    }

    @Override
    public void close() {
        nodes.forEach(Product::close);
    }
}
