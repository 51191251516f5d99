package io.github.fpga.pipelines.people;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.github.fpga.pipelines.run.RequestJson;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A person in a request's JSON: the files they are read from, not their features. */
final class PersonJson {

  private PersonJson() {}

  static final class Writer extends JsonSerializer<Person> {
    @Override
    public void serialize(Person person, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField("name", person.name());
      if (person.origin() != null) {
        json.writeStringField("source", person.origin().specification());
        json.writeObjectFieldStart("files");
        for (Map.Entry<String, String> file : person.origin().files().entrySet()) {
          json.writeStringField(file.getKey(), file.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  static final class Reader extends JsonDeserializer<Person> {
    @Override
    public Person deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode json = parser.readValueAsTree();
      String name = json.path("name").asText();
      if (!json.path("source").isTextual()) {
        throw new IllegalArgumentException(
            "%s was made from pictures in memory, not from files: the picture cannot be made again"
                .formatted(name));
      }
      Map<String, String> files = new TreeMap<>();
      json.path("files")
          .fields()
          .forEachRemaining(f -> files.put(f.getKey(), f.getValue().asText()));
      PersonReader reader =
          (PersonReader) context.findInjectableValue(RequestJson.PEOPLE, null, null);
      return reader.read(new Origin(json.get("source").asText(), files)).withName(name);
    }
  }
}
