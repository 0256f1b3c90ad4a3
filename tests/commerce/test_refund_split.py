"""commerce/payments/refund_split.py: what goes back adds up, whatever went before and whatever of that failed."""

from hypothesis import given
from hypothesis import strategies as st

from commerce.payments.refund_split import split_all, split_lines
from core.ids import new_id
from models import OrderLine

lines = st.builds(
    lambda quantity, price, discount, tax: OrderLine(
        id=new_id(),
        quantity=quantity,
        unit_price=price,
        total=quantity * price,
        discount=min(discount, quantity * price),
        tax=tax,
        shipping=0,
        refunded_quantity=0,
    ),
    quantity=st.integers(2, 9),
    price=st.integers(1, 500),
    discount=st.integers(0, 500),
    tax=st.integers(0, 500),
)


@given(line=lines, data=st.data())
def test_units_whose_refund_failed_come_back_to_the_cent(line: OrderLine, data: st.DataObject) -> None:
    paid = line.total - line.discount + line.tax
    first = split_lines([line], {line.id: data.draw(st.integers(1, line.quantity - 1))}, paid)
    line.refunded_quantity = first.shares[0].quantity
    rest = split_all([line], paid - first.amount)

    line.refunded_quantity = rest.shares[0].quantity if rest.shares else 0  # the first one fails
    again = split_all([line], first.amount)

    assert sum(share.amount for share in rest.shares) == rest.amount == paid - first.amount
    assert sum(share.amount for share in again.shares) == again.amount == first.amount
