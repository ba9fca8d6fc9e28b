package org.mediaplanner.queries.testing;

import java.util.List;
import org.mediaplanner.queries.projection.Projection;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Every projection of the module, also those that nobody has thought of yet. */
public final class ReadModels {

    private ReadModels() {}

    public static List<Projection<?, ?>> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        return scan.findCandidateComponents("org.mediaplanner.queries").stream()
                .<Projection<?, ?>>map(found -> (Projection<?, ?>) BeanUtils.instantiateClass(
                        ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null)))
                .toList();
    }
}
