package sayso.solr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.embedded.EmbeddedSolrServer;
import org.apache.solr.client.solrj.request.QueryRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/** A Solr spoken to within the JVM, and by HTTP at port(). */
final class Solr implements Closeable {
    static final Path FOLDER = Path.of(System.getProperty("sayso.solr"));
    private final Path home;
    private final JettySolrRunner jetty;
    private final SolrClient client;

    /** cores: names of cores of the folder conf; requests of this class go to the first, or to `news`, which may be made later. */
    Solr(String... cores) throws Exception {
        home = Files.createTempDirectory("sayso-solr");
        Files.writeString(home.resolve("solr.xml"), "<solr><metrics enabled=\"false\"/></solr>");
        for (String core : cores) {
            Path conf = Files.createDirectories(home.resolve(core).resolve("conf"));
            Files.writeString(home.resolve(core).resolve("core.properties"), "name=" + core + "\n");
            for (String name : List.of("schema.xml", "solrconfig.xml")) {
                Files.copy(FOLDER.resolve("conf").resolve(name), conf.resolve(name));
            }
        }
        jetty = new JettySolrRunner(home.toString(), new Properties(), JettyConfig.builder().setContext("/solr").build());
        jetty.start();
        client = new EmbeddedSolrServer(jetty.getCoreContainer(), "news");
    }

    int port() {
        return jetty.getLocalPort();
    }

    void add(Collection<SolrInputDocument> documents) throws SolrServerException, IOException {
        client.add(documents);
        client.commit();
    }

    void delete(String query) throws SolrServerException, IOException {
        client.deleteByQuery(query);
        client.commit();
    }

    void deleteById(String id) throws SolrServerException, IOException {
        client.deleteById(id);
        client.commit();
    }

    /** path: of the request handler; then names and values of parameters. */
    QueryResponse ask(String path, String... parameters) throws SolrServerException, IOException {
        ModifiableSolrParams asked = new ModifiableSolrParams();
        for (int i = 0; i < parameters.length; i += 2) {
            asked.set(parameters[i], parameters[i + 1]);
        }
        QueryRequest request = new QueryRequest(asked);
        request.setPath(path);
        return request.process(client);
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            jetty.stop();
        } catch (Exception notStopped) {
            throw new IOException(notStopped);
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
