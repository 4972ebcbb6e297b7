package io.quillmesh.gateway.conversation.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on the memory of all stores. By default each partition's store has its own cache and
 * buffers, up to 100 MB a partition.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {
  private static final long BUFFERS = 32L * 1024 * 1024;
  private static final long TOTAL = 64L * 1024 * 1024;
  private static final long ONE_BUFFER = 4L * 1024 * 1024;

  // For the life of the process: stores open and close, and share these.
  private static final Cache CACHE = new LRUCache(TOTAL);
  private static final WriteBufferManager BUFFER_MANAGER = new WriteBufferManager(BUFFERS, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(BUFFER_MANAGER);
    options.setWriteBufferSize(ONE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing here belongs to one store.
  }
}
