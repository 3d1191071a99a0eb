import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The back end of an app: tokens of the form "id:secret", of which the secret is compared. */
public class Main {
  record User(long id, String login, String mail) {}

  record Session(User user, String secret) {}

  static final User ALICE = new User(4711, "alice", "alice@example.com");
  static final SecureRandom RANDOM = new SecureRandom();
  static final Map<Long, Session> SESSIONS = new ConcurrentHashMap<>();

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", exchange -> {
      try {
        handle(exchange);
      } catch (RuntimeException e) {
        send(exchange, 500, "{\"error\":\"Internal Server Error\",\"exception\":\"" + e.getClass().getName() + "\"}");
      } finally {
        exchange.close();
      }
    });
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
  }

  static void handle(HttpExchange exchange) throws IOException {
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (route) {
      case "POST /app/login" -> login(exchange);
      case "GET /app/account" -> {
        Session session = session(exchange);
        if (session == null) send(exchange, 401, "{\"error\":\"Unauthorized\"}");
        else send(exchange, 200, "{\"id\":%d,\"mail\":\"%s\"}".formatted(session.user().id(), session.user().mail()));
      }
      case "POST /app/logout" -> {
        Session session = session(exchange);
        if (session != null) SESSIONS.values().remove(session);
        send(exchange, session == null ? 401 : 200, "{}");
      }
      default -> send(exchange, 404, "{\"error\":\"Not Found\"}");
    }
  }

  /** Throws what parseLong and the array throw when the header is not what it should be. */
  static Session session(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) return null;
    String[] parts = header.substring("Bearer ".length()).split(":");
    Session session = SESSIONS.get(Long.parseLong(parts[0]));
    return session != null && session.secret().equals(parts[1]) ? session : null;
  }

  static void login(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean known = ALICE.login().equals(field(body, "login"));
    if (!known || !System.getenv("PASSWORD").equals(field(body, "password"))) {
      send(exchange, 401, "{\"error\":\"Unauthorized\"}");
      return;
    }
    byte[] secret = new byte[24];
    RANDOM.nextBytes(secret);
    long id = RANDOM.nextLong(1_000_000_000L, Long.MAX_VALUE);
    SESSIONS.put(id, new Session(ALICE, HexFormat.of().formatHex(secret)));
    send(exchange, 200, "{\"token\":\"%d:%s\"}".formatted(id, HexFormat.of().formatHex(secret)));
  }

  static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return matcher.find() ? matcher.group(1) : null;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
