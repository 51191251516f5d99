package io.github.fpga.idzoom.record;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Passes records on and refuses an id that came before. */
public final class UniqueIds implements Iterator<PictureRecord> {

  private final Iterator<PictureRecord> records;
  private final Set<String> seen = new HashSet<>();

  public UniqueIds(Iterator<PictureRecord> records) {
    this.records = records;
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  /**
   * The next record.
   *
   * @throws IllegalArgumentException if another one had its id
   */
  @Override
  public PictureRecord next() {
    return check(records.next());
  }

  /**
   * Takes note of a record that comes another way, and returns it.
   *
   * @throws IllegalArgumentException if another one had its id
   */
  public PictureRecord check(PictureRecord record) {
    if (!seen.add(record.id())) {
      throw new IllegalArgumentException("two records have the id " + record.id());
    }
    return record;
  }
}
