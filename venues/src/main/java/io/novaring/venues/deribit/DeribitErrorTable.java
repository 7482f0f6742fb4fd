/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.engine.venue.ErrorClass;
import java.util.Arrays;

/**
 * Every error code of the venue's article Errors, with its class and its message. The short list at
 * the top of that article contradicts the complete table below it; this is the complete one.
 *
 * <p>An instrument that expired or closed is a wrong request, not a case for {@link
 * ErrorClass#STOP}: other instruments go on. Look-ups allocate nothing; any thread.
 */
final class DeribitErrorTable {
    /** Ascending codes. */
    private static final String ROWS =
            """
            -32700 FIX_REQUEST    Parse error
            -32602 FIX_REQUEST    Invalid params
            -32601 FIX_REQUEST    Method not found
            -32600 FIX_REQUEST    request entity too large
            -32000 FIX_REQUEST    Missing params
             10000 REAUTHENTICATE authorization_required
             10001 STOP           error
             10002 FIX_REQUEST    qty_too_low
             10003 FIX_REQUEST    order_overlap
             10004 FIX_REQUEST    order_not_found
             10005 FIX_REQUEST    price_too_low
             10006 FIX_REQUEST    price_too_low4idx
             10007 FIX_REQUEST    price_too_high
             10009 STOP           not_enough_funds
             10010 FIX_REQUEST    already_closed
             10011 FIX_REQUEST    price_not_allowed
             10012 FIX_REQUEST    book_closed
             10013 FIX_REQUEST    pme_max_total_open_orders
             10014 FIX_REQUEST    pme_max_future_open_orders
             10015 FIX_REQUEST    pme_max_option_open_orders
             10016 FIX_REQUEST    pme_max_future_open_orders_size
             10017 FIX_REQUEST    pme_max_option_open_orders_size
             10018 FIX_REQUEST    non_pme_max_future_position_size
             10019 STOP           locked_by_admin
             10020 FIX_REQUEST    invalid_or_unsupported_instrument
             10021 FIX_REQUEST    invalid_amount
             10022 FIX_REQUEST    invalid_quantity
             10023 FIX_REQUEST    invalid_price
             10024 FIX_REQUEST    invalid_max_show
             10025 FIX_REQUEST    invalid_order_id
             10026 FIX_REQUEST    price_precision_exceeded
             10027 FIX_REQUEST    non_integer_contract_amount
             10028 THROTTLED      too_many_requests
             10029 FIX_REQUEST    not_owner_of_order
             10030 FIX_REQUEST    must_be_websocket_request
             10031 FIX_REQUEST    invalid_args_for_instrument
             10032 FIX_REQUEST    whole_cost_too_low
             10033 FIX_REQUEST    not_implemented
             10034 FIX_REQUEST    trigger_price_too_high
             10035 FIX_REQUEST    trigger_price_too_low
             10036 FIX_REQUEST    invalid_max_show_amount
             10037 FIX_REQUEST    non_pme_total_short_options_positions_size
             10038 FIX_REQUEST    pme_max_risk_reducing_orders
             10039 STOP           not_enough_funds_in_currency
             10040 RETRY_LATER    retry
             10041 RETRY_LATER    settlement_in_progress
             10043 FIX_REQUEST    price_wrong_tick
             10044 FIX_REQUEST    trigger_price_wrong_tick
             10045 STOP           can_not_cancel_liquidation_order
             10046 STOP           can_not_edit_liquidation_order
             10047 RETRY_LATER    matching_engine_queue_full
             10048 FIX_REQUEST    not_on_this_server
             10049 RETRY_LATER    cancel_on_disconnect_failed
             10050 RETRY_LATER    lock_time_exceeded
             10066 THROTTLED      too_many_concurrent_requests
             10072 STOP           disabled_while_position_lock
             11008 FIX_REQUEST    already_filled
             11013 FIX_REQUEST    max_spot_open_orders
             11021 FIX_REQUEST    post_only_price_modification_not_possible
             11022 FIX_REQUEST    max_spot_order_quantity
             11029 FIX_REQUEST    invalid_arguments
             11030 FIX_REQUEST    other_reject
             11031 STOP           other_error
             11035 FIX_REQUEST    no_more_triggers
             11036 FIX_REQUEST    invalid_trigger_price
             11037 FIX_REQUEST    outdated_instrument_for_IV_order
             11038 FIX_REQUEST    no_adv_for_futures
             11039 FIX_REQUEST    no_adv_postonly
             11041 FIX_REQUEST    not_adv_order
             11042 STOP           permission_denied
             11043 FIX_REQUEST    bad_argument
             11044 FIX_REQUEST    not_open_order
             11045 FIX_REQUEST    invalid_event
             11046 FIX_REQUEST    outdated_instrument
             11047 FIX_REQUEST    unsupported_arg_combination
             11048 FIX_REQUEST    wrong_max_show_for_option
             11049 FIX_REQUEST    bad_arguments
             11050 FIX_REQUEST    bad_request
             11051 RETRY_LATER    system_maintenance
             11052 FIX_REQUEST    subscribe_error_unsubscribed
             11053 FIX_REQUEST    transfer_not_found
             11054 FIX_REQUEST    post_only_reject
             11055 FIX_REQUEST    post_only_not_allowed
             11056 REAUTHENTICATE unauthenticated_public_requests_temporarily_disabled
             11090 FIX_REQUEST    invalid_addr
             11091 FIX_REQUEST    invalid_transfer_address
             11092 FIX_REQUEST    address_already_exist
             11093 FIX_REQUEST    max_addr_count_exceeded
             11094 RETRY_LATER    internal_server_error
             11095 STOP           disabled_deposit_address_creation
             11096 FIX_REQUEST    address_belongs_to_user
             11097 FIX_REQUEST    no_deposit_address
             11098 STOP           account_locked
             12001 FIX_REQUEST    too_many_subaccounts
             12002 FIX_REQUEST    wrong_subaccount_name
             12003 STOP           login_over_limit
             12004 RETRY_LATER    registration_over_limit
             12005 STOP           country_is_banned
             12100 FIX_REQUEST    transfer_not_allowed
             12998 RETRY_LATER    security_key_authorization_over_limit
             13004 STOP           invalid_credentials
             13005 FIX_REQUEST    pwd_match_error
             13006 FIX_REQUEST    security_error
             13007 STOP           user_not_found
             13008 FIX_REQUEST    request_failed
             13009 REAUTHENTICATE unauthorized
             13010 FIX_REQUEST    value_required
             13011 FIX_REQUEST    value_too_short
             13012 STOP           unavailable_in_subaccount
             13013 FIX_REQUEST    invalid_phone_number
             13014 FIX_REQUEST    cannot_send_sms
             13015 FIX_REQUEST    invalid_sms_code
             13016 FIX_REQUEST    invalid_input
             13018 FIX_REQUEST    invalid_content_type
             13019 FIX_REQUEST    orderbook_closed
             13020 FIX_REQUEST    not_found
             13021 STOP           forbidden
             13025 RETRY_LATER    method_switched_off_by_admin
             13028 RETRY_LATER    temporarily_unavailable
             13030 RETRY_LATER    mmp_trigger
             13031 STOP           verification_required
             13032 FIX_REQUEST    non_unique_order_label
             13034 FIX_REQUEST    no_more_security_keys_allowed
             13035 RETRY_LATER    active_combo_limit_reached
             13036 RETRY_LATER    unavailable_for_combo_books
             13037 STOP           incomplete_KYC_data
             13040 FIX_REQUEST    mmp_required
             13042 FIX_REQUEST    cod_not_enabled
             13043 RETRY_LATER    quotes_frozen
             13403 FIX_REQUEST    scope_exceeded
             13503 RETRY_LATER    unavailable
             13666 FIX_REQUEST    request_cancelled_by_user
             13668 FIX_REQUEST    security_key_authorization_error
             13777 FIX_REQUEST    replaced
             13778 REAUTHENTICATE raw_subscriptions_not_available_for_unauthorized
             13780 RETRY_LATER    move_positions_over_limit
             13781 FIX_REQUEST    coupon_already_used
             13791 FIX_REQUEST    KYC_transfer_already_initiated
             13792 STOP           incomplete_KYC_data
             13793 RETRY_LATER    KYC_data_inaccessible
             13888 RETRY_LATER    timed_out
             13901 FIX_REQUEST    no_more_oto_orders
             13902 STOP           mass_quotes_disabled
             13903 THROTTLED      too_many_quotes
             13904 STOP           security_key_setup_required
             13905 FIX_REQUEST    too_many_quotes_per_block_rfq
             13906 FIX_REQUEST    too_many_quotes_per_block_rfq_side
             13907 FIX_REQUEST    not_fully_filled
             13910 FIX_REQUEST    quote_crossed
             13911 FIX_REQUEST    max_broker_client_count
             13912 FIX_REQUEST    broker_cannot_be_client
             13913 FIX_REQUEST    broker_already_linked
             13914 FIX_REQUEST    user_is_a_broker_client
             13915 FIX_REQUEST    user_is_not_a_broker
             13916 FIX_REQUEST    app_registered_to_broker
             13917 FIX_REQUEST    account_quote_limit_crossed
             13918 FIX_REQUEST    inverse_future_cross_trading
             13919 FIX_REQUEST    client_of_main_account
            """;

    private static final long[] CODES;
    private static final ErrorClass[] CLASSES;

    static {
        final String[] rows = ROWS.strip().split("\n");
        CODES = new long[rows.length];
        CLASSES = new ErrorClass[rows.length];
        for (int i = 0; i < rows.length; i++) {
            final String[] words = rows[i].strip().split(" +", 3);
            CODES[i] = Long.parseLong(words[0]);
            CLASSES[i] = ErrorClass.valueOf(words[1]);
        }
    }

    private DeribitErrorTable() {}

    /** The class of a code, or {@code unknown} for a code that is not in the table. */
    static ErrorClass classOf(final long code, final ErrorClass unknown) {
        final int index = Arrays.binarySearch(CODES, code);
        return index < 0 ? unknown : CLASSES[index];
    }

    /** A copy of the codes, for tests. */
    static long[] codes() {
        return CODES.clone();
    }
}
