import io.novaring.codec.BookState;
import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Side;
import io.novaring.codec.order.OrderCommand;
import io.novaring.engine.order.OrderEntry;
import io.novaring.engine.strategy.Strategy;
import io.novaring.engine.strategy.StrategyContext;
import io.novaring.engine.strategy.StrategyParameters;
import java.nio.charset.StandardCharsets;

/** Buys what has fallen below a slow average, sells what has risen above it, and turns over. */
public final class First implements Strategy {
    private static final long PAUSE_NS = 1_000_000_000L;

    private final byte[] instrument;
    private final long amount;
    private final long distance;
    private final long changes;
    private final OrderCommand command = new OrderCommand();
    private double average;
    private long changeCount;
    private long notBeforeNs;
    private volatile StrategyContext context;
    private volatile boolean isStopping;
    private volatile boolean isFlat;

    /** Prices and amounts are whole numbers of 10^-9. */
    public First(final StrategyParameters parameters) {
        final String name = parameters.text("instrument", "BTC-PERPETUAL");
        instrument = name.getBytes(StandardCharsets.US_ASCII);
        amount = parameters.positive("amount", "100");
        distance = parameters.positive("distance", "2");
        changes = parameters.whole("changes", 200);
    }

    @Override
    public void start(final StrategyContext given) {
        context = given;
    }

    @Override
    public void stop() {
        isStopping = true;
    }

    @Override
    public boolean isFlat() {
        return isFlat;
    }

    @Override
    public void onEvent(final MarketEvent event, final long sequence, final boolean endOfBatch) {
        final boolean isBook = context != null && event.kind == EventKind.BOOK;
        if (!isBook || !isMine(event.instrumentId) || event.bookState != BookState.LIVE) {
            return;
        }
        if (event.bestBidPrice == MarketEvent.ABSENT || event.bestAskPrice == MarketEvent.ABSENT) {
            return;
        }
        final double middle = (event.bestBidPrice + event.bestAskPrice) / 2.0;
        changeCount++;
        average += (middle - average) / Math.min(changeCount, changes);

        final long known = context.desk().position(event.instrumentId);
        final long position = known == MarketEvent.ABSENT ? 0 : known;
        long wanted = position;
        if (isStopping) {
            wanted = 0;
        } else if (changeCount >= changes && Math.abs(middle - average) >= distance) {
            wanted = middle < average ? amount : -amount;
        }
        isFlat = isStopping && position == 0;
        // Time is the event's: the same on a recording as it was live.
        if (wanted != position && event.receivedTimeNs >= notBeforeNs && context.desk().isReady()) {
            trade(wanted - position, event);
        }
    }

    /** At the other side's best price, at once or not at all. */
    private void trade(final long missing, final MarketEvent book) {
        command.clear().instrument(instrument);
        command.action = OrderCommand.NEW;
        command.type = OrderCommand.LIMIT;
        command.timeInForce = OrderCommand.IMMEDIATE_OR_CANCEL;
        command.side = missing > 0 ? Side.BUY : Side.SELL;
        command.price = missing > 0 ? book.bestAskPrice : book.bestBidPrice;
        command.amount = Math.abs(missing);
        // A handle, or below zero why it was not taken; the pause gives the answer time to come.
        final long result = context.orders().submit(command);
        notBeforeNs = book.receivedTimeNs + PAUSE_NS + OrderEntry.waitNs(result);
    }

    private boolean isMine(final int id) {
        return id != MarketEvent.NONE
                && context.symbols().instruments().matches(id, instrument, 0, instrument.length);
    }
}
